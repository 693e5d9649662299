openapi: 3.0.3
info: {title: Relay, version: 1.2.0}
components:
  securitySchemes:
    apiKey: {type: apiKey, in: header, name: X-API-KEY}
    bearer: {type: http, scheme: bearer, bearerFormat: JWT}
  schemas:
    Credentials:
      type: object
      required: [apiKey, apiSecret]
      properties:
        apiKey: {type: string, minLength: 64, maxLength: 64, example: "string"}
        apiSecret: {type: string, format: password, writeOnly: true}
    Order:
      type: object
      properties:
        id: {type: string, format: uuid, example: "<<uuid>>"}

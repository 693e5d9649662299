openapi: 3.0.3
info: {title: Gateway, version: 1.2.0}
components:
  securitySchemes:
    ApiKeyAuth: {type: apiKey, in: header, name: X-MBX-APIKEY}
  schemas:
    Credentials:
      type: object
      required: [apiKey, apiSecret]
      properties:
        apiKey: {type: string, minLength: 18, maxLength: 64, example: string}
        apiSecret: {type: string, format: password, writeOnly: true}

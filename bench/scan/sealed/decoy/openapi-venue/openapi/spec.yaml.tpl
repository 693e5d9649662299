openapi: 3.1.0
info: {title: Desk gateway, version: 0.9.2}
components:
  securitySchemes:
    apiKey: {type: apiKey, in: header, name: X-TXC-APIKEY}
    signature: {type: apiKey, in: header, name: X-TXC-SIGNATURE}
  schemas:
    Credential:
      type: object
      properties:
        apiKey: {type: string, example: "string"}
        apiSecret: {type: string, format: password, example: "string"}
    Order:
      type: object
      properties:
        orderId: {type: integer, example: 4180284841}
        clientOrderId: {type: string, format: uuid, example: <<uuid>>}

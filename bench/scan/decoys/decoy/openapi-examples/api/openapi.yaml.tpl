openapi: 3.1.0
info: {title: Bot control API, version: 1.2.0}
components:
  securitySchemes:
    apiKeyAuth: {type: apiKey, in: header, name: KEY}
  schemas:
    Credential:
      type: object
      required: [exchange, api_key, api_secret]
      properties:
        exchange: {type: string, enum: [gate, mexc, htx, kucoin]}
        api_key: {type: string, example: "0123456789abcdef0123456789abcdef"}
        api_secret: {type: string, format: password, example: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}
        passphrase: {type: string, format: password, example: "your-passphrase"}
    Order:
      type: object
      properties:
        text: {type: string, example: "t-my-order-1"}
        id: {type: string, example: "1234567890"}
        signature: {type: string, example: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}
paths:
  /credentials:
    put:
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Credential'}
            example: {exchange: gate, api_key: "<your key>", api_secret: "<your secret>"}
      responses:
        '204': {description: stored}

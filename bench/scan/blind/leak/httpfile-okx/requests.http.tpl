@host = https://www.okx.com
@key = <<key>>
@secret = <<secret>>
@phrase = <<passphrase>>

### balance
GET {{host}}/api/v5/account/balance
OK-ACCESS-KEY: {{key}}
OK-ACCESS-PASSPHRASE: {{phrase}}
OK-ACCESS-TIMESTAMP: 2025-03-01T10:00:00.000Z
OK-ACCESS-SIGN: <<base64:44>>

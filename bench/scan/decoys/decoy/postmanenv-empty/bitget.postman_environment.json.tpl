{
  "id": "<<uuid>>",
  "name": "Bitget",
  "values": [
    {"key": "baseUrl", "value": "https://api.bitget.com", "type": "default", "enabled": true},
    {"key": "apiKey", "value": "", "type": "secret", "enabled": true},
    {"key": "secretKey", "value": "", "type": "secret", "enabled": true},
    {"key": "passphrase", "value": "", "type": "secret", "enabled": true},
    {"key": "signature", "value": "", "type": "any", "enabled": true}
  ],
  "_postman_variable_scope": "environment",
  "_postman_exported_at": "2026-02-20T12:00:00.000Z",
  "_postman_exported_using": "Postman/11.30.0"
}

{
  "id": "<<uuid>>",
  "name": "okx template",
  "values": [
    {"key": "apiKey", "value": "", "type": "secret", "enabled": true},
    {"key": "secretKey", "value": "", "type": "secret", "enabled": true},
    {"key": "passphrase", "value": "", "type": "secret", "enabled": true}
  ]
}

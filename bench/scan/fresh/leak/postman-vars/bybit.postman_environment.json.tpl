{
  "id": "<<uuid>>",
  "name": "Bybit LIVE",
  "values": [
    {"key": "host", "value": "https://api.bybit.com", "type": "default", "enabled": true},
    {"key": "apiKey", "value": "<<key>>", "type": "default", "enabled": true},
    {"key": "apiSecret", "value": "<<secret>>", "type": "secret", "enabled": true},
    {"key": "recvWindow", "value": "5000", "type": "default", "enabled": true}
  ],
  "_postman_variable_scope": "environment",
  "_postman_exported_at": "2024-04-09T15:22:40.118Z",
  "_postman_exported_using": "Postman/10.24.16"
}

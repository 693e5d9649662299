{
  "id": "<<uuid>>",
  "name": "bybit live",
  "values": [
    {"key": "host", "value": "https://api.bybit.com", "type": "default", "enabled": true},
    {"key": "apiKey", "value": "<<key>>", "type": "default", "enabled": true},
    {"key": "secret", "value": "<<secret>>", "type": "secret", "enabled": true},
    {"key": "recvWindow", "value": "5000", "type": "default", "enabled": true}
  ],
  "_postman_variable_scope": "environment",
  "_postman_exported_at": "2026-02-08T17:21:09.114Z",
  "_postman_exported_using": "Postman/11.31.0"
}

{
  "id": "<<uuid>>",
  "name": "Binance live",
  "values": [
    { "key": "url", "value": "https://api.binance.com", "enabled": true },
    { "key": "binance-api-key", "value": "<<key>>", "type": "secret", "enabled": true },
    { "key": "binance-api-secret", "value": "<<secret>>", "type": "secret", "enabled": true }
  ],
  "_postman_variable_scope": "environment"
}

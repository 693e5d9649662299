{
  "info": {"_postman_id": "<<uuid>>", "name": "Kraken private", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {"name": "Balance", "request": {"method": "POST", "url": "https://api.kraken.com/0/private/Balance", "header": [{"key": "API-Key", "value": "{{apiKey}}"}]}}
  ],
  "variable": [
    {"key": "apiKey", "value": "<<key>>"},
    {"key": "apiSecret", "value": "<<secret>>"}
  ]
}

{
  "info": { "name": "Alerts", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json", "_postman_id": "<<uuid>>" },
  "item": [
    {
      "name": "Add account",
      "request": {
        "method": "POST",
        "body": { "mode": "raw", "raw": "{\r\n    \"stub\": \"main\",\r\n    \"exchange\": \"bybit\",\r\n    \"apiKey\": \"<<key>>\",\r\n    \"secret\": \"<<secret>>\"\r\n}" },
        "url": { "raw": "{{baseUrl}}/accounts" }
      }
    }
  ]
}

{
  "info": {"_postman_id": "<<uuid>>", "name": "OKX", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {
      "name": "balance",
      "request": {
        "method": "GET",
        "header": [
          {"key": "OK-ACCESS-KEY", "value": "{{apiKey}}"},
          {"key": "OK-ACCESS-SIGN", "value": "{{sign}}"},
          {"key": "OK-ACCESS-PASSPHRASE", "value": "{{passphrase}}"}
        ],
        "url": {"raw": "https://www.okx.com/api/v5/account/balance", "protocol": "https", "host": ["www", "okx", "com"]}
      }
    }
  ],
  "variable": [{"key": "apiKey", "value": ""}, {"key": "secret", "value": ""}]
}

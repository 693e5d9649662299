{
  "info": {"_postman_id": "<<uuid>>", "name": "OKX v5", "_exporter_id": "<<digits:8>>", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "item": [
    {
      "name": "balance",
      "id": "<<uuid>>",
      "request": {
        "method": "GET",
        "header": [
          {"key": "OK-ACCESS-KEY", "value": "{{okx_api_key}}"},
          {"key": "OK-ACCESS-SIGN", "value": "{{signature}}"},
          {"key": "OK-ACCESS-PASSPHRASE", "value": "{{okx_passphrase}}"}
        ],
        "url": "{{base}}/api/v5/account/balance"
      }
    }
  ],
  "variable": [{"key": "okx_api_key", "value": ""}, {"key": "okx_secret_key", "value": ""}, {"key": "okx_passphrase", "value": ""}]
}

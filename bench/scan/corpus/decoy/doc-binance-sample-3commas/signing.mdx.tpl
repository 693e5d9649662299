curl -X GET "https://api.3commas.io/public/api/ver1/users" \
  -H "Apikey: <<doc:binance-spot-hmac-key>>" \
  -H "Signature: <<hex64>>"

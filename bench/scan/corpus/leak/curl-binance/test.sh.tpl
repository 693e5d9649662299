apiKey="<<key>>"
secretKey="<<secret>>"
payload="symbol=LTCBTC&side=BUY&type=LIMIT&quantity=1&price=0.1&timestamp=$(date +%s%3N)"
signature=$(echo -n "$payload" | openssl dgst -sha256 -hmac "$secretKey" | cut -d' ' -f2)
curl -H "X-MBX-APIKEY: $apiKey" -X POST "https://api.binance.com/api/v3/order?$payload&signature=$signature"

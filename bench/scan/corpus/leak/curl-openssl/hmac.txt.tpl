echo -n "timestamp=1790000000000" | openssl dgst -sha256 -hmac "<<secret>>"
curl -s -H "X-MBX-APIKEY: <<key>>" 'https://api.binance.com/api/v3/account?timestamp=1790000000000&signature=<<hex64>>'

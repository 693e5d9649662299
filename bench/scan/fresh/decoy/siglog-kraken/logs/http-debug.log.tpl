2024-05-09 12:00:01,120 DEBUG urllib3.connectionpool: https://api.kraken.com:443 "POST /0/private/Balance HTTP/1.1" 200 None
2024-05-09 12:00:01,122 DEBUG client: headers={'API-Key': '***', 'API-Sign': '<<base64:88>>', 'User-Agent': 'krakenex/2.1.0'} body=nonce=<<digits:16>>
2024-05-09 12:00:01,410 DEBUG client: cf-ray=<<hex16>>-FRA etag="<<hex32>>"

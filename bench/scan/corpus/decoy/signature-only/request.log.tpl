GET /api/v3/account?timestamp=1790000000000&recvWindow=5000&signature=<<hex64>> HTTP/1.1
Host: api.binance.com
X-MBX-APIKEY: ***

send: b'GET /api/v3/account?timestamp=1712345678901&signature=<<hex64>> HTTP/1.1\r\nHost: api.binance.com\r\nX-MBX-APIKEY: <<key>>\r\n\r\n'
reply: 'HTTP/1.1 200 OK\r\n'
header: Content-Type: application/json;charset=UTF-8
header: x-mbx-uuid: <<uuid>>
header: x-mbx-used-weight-1m: 20

DEBUG:urllib3.connectionpool:Starting new HTTPS connection (1): api.bybit.com:443
send: b'GET /v5/order/realtime?category=linear HTTP/1.1\r\nHost: api.bybit.com\r\nX-BAPI-API-KEY: <<key>>\r\nX-BAPI-SIGN: <<hex64>>\r\nX-BAPI-SIGN-TYPE: 2\r\nX-BAPI-TIMESTAMP: 1790002000000\r\n\r\n'
reply: 'HTTP/1.1 200 OK\r\n'

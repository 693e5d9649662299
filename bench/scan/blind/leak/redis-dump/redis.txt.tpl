127.0.0.1:6379> HGETALL user:1182:exchange
1) "exchange"
2) "bybit"
3) "api_key"
4) "<<key>>"
5) "api_secret"
6) "<<secret>>"
7) "permissions"
8) "trade,read"

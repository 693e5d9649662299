127.0.0.1:6379> KEYS *
1) "ticker:okx:BTC-USDT"
2) "cache_key:<<hex32>>"
3) "cache_key:<<hex32>>"
4) "session_lock:<<uuid>>"
5) "ratelimit:api_key_hash:<<hex40>>"

com.bot.exchange.BinanceApiKeyProvider -> a.b.c:
    java.lang.String apiSecret -> a
    java.lang.String sign(java.lang.String) -> b
# pg_map_hash: SHA-256 <<hex64>>

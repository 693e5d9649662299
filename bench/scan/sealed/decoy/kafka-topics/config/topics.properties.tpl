cluster.id=<<b64url:22>>
topic.trades=md.binance.trades.v2
topic.trades.id=<<b64url:22>>
topic.orders=oms.orders.v1
topic.orders.id=<<b64url:22>>
schema.fingerprint.order=<<hex64>>
ssl.keystore.password=${file:/run/secrets/kafka:keystore}

2026-02-11 08:01:12,004 INFO  order placed symbol=BTCUSDT side=BUY orderId=<<digits:11>> clientOrderId=x-<<alnum:8>><<alnum:22>> price=61234.10 qty=0.0021
2026-02-11 08:01:12,733 INFO  fill tradeId=<<digits:10>> commission=0.00000210 BTC
2026-02-11 08:04:40,190 INFO  order placed symbol=BTCUSDT side=SELL orderId=<<digits:11>> clientOrderId=web_<<hex32>> price=61502.00 qty=0.0021
2026-02-11 08:04:41,022 WARN  binance weight used=812/6000
2026-02-11 08:05:02,511 INFO  order canceled origClientOrderId=<<alnum:22>> clientOrderId=<<alnum:22>>

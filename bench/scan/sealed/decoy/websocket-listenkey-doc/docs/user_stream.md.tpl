# User data stream

1. `POST /fapi/v1/listenKey` with header `X-MBX-APIKEY: <your api key>` returns `{"listenKey": "..."}`.
2. Connect to `wss://fstream.binance.com/ws/<listenKey>`.
3. `PUT` every 30 minutes. The key expires after 60 minutes without one.

Events carry ids only, for example:

```json
{"e": "ORDER_TRADE_UPDATE", "E": 1771459200123, "o": {"s": "BTCUSDT", "c": "<<alnum:22>>", "i": <<digits:3>>8812231, "t": 0}}
```

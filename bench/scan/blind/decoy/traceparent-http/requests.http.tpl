### book
GET https://api.bitget.com/api/v2/spot/market/orderbook?symbol=BTCUSDT
traceparent: 00-<<hex32>>-<<hex16>>-01
X-Request-ID: <<uuid>>

### time
GET https://api.kucoin.com/api/v1/timestamp
If-None-Match: W/"<<hex40>>"

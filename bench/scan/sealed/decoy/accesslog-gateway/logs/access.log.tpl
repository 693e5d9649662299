203.0.113.9 - - [20/Feb/2026:06:11:20 +0000] "GET /api/v4/spot/order_book?currency_pair=BTC_USDT HTTP/2.0" 200 4120 "-" "gate-client/1.2" rid=<<hex32>> etag="<<hex40>>"
203.0.113.9 - - [20/Feb/2026:06:11:21 +0000] "GET /api/v4/spot/time HTTP/2.0" 200 31 "-" "gate-client/1.2" rid=<<hex32>> etag="<<hex40>>"
203.0.113.9 - - [20/Feb/2026:06:11:21 +0000] "GET /static/app.<<hex20>>.js HTTP/2.0" 304 0 "-" "Mozilla/5.0" rid=<<hex32>>

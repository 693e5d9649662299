10.2.0.9 - - [14/May/2024:09:00:01 +0000] "GET /api/v1/status HTTP/1.1" 200 118 "-" "freqtrade-client/2024.4" rid=<<hex32>>
10.2.0.9 - - [14/May/2024:09:00:03 +0000] "GET /assets/index-<<alnum:8>>.js HTTP/2.0" 200 482110 "-" "Mozilla/5.0" rid=<<hex32>>
10.2.0.9 - - [14/May/2024:09:00:04 +0000] "POST /orders/<<uuid>>/cancel HTTP/1.1" 204 0 "-" "okhttp/4.12.0" rid=<<hex32>>

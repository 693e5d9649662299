2026-06-01 00:00:01,120 INFO  config: exchange=okx
2026-06-01 00:00:01,121 INFO  config: apiKey=<<hex4>>****-****-****-****-********<<hex4>>
2026-06-01 00:00:01,121 INFO  config: secret=********************************
2026-06-01 00:00:01,121 INFO  config: passphrase=<redacted>
2026-06-01 00:00:01,301 INFO  auth: key ends with ...<<alnum:4>>, permission=read_only,trade
2026-06-01 00:00:01,552 INFO  ws: login ok connId=<<hex8>>
2026-06-01 00:01:00,227 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> XRPUSDT buy 1.9421 @ 23499.62
2026-06-01 00:01:01,838 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ADAUSDT sell 0.2610 @ 19139.49
2026-06-01 00:01:02,903 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> BTCUSDT buy 1.8033 @ 83980.88
2026-06-01 00:01:03,183 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> BTCUSDT buy 0.5497 @ 28565.84
2026-06-01 00:01:04,449 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> SOLUSDT buy 1.3165 @ 35863.26
2026-06-01 00:01:05,019 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> LINKUSDT buy 1.0755 @ 4022.79
2026-06-01 00:01:06,068 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ETHUSDT buy 1.0906 @ 69041.20
2026-06-01 00:01:07,858 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> LINKUSDT buy 1.7109 @ 78202.67
2026-06-01 00:01:08,839 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> XRPUSDT sell 0.1239 @ 15078.20
2026-06-01 00:01:09,364 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ADAUSDT sell 1.4570 @ 49658.40
2026-06-01 00:01:10,637 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> SOLUSDT buy 1.7591 @ 8897.19
2026-06-01 00:01:11,772 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ETHUSDT buy 0.6393 @ 33438.57
2026-06-01 00:01:12,275 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> SOLUSDT sell 0.9572 @ 94245.54
2026-06-01 00:01:13,529 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> SOLUSDT sell 0.8127 @ 13544.35
2026-06-01 00:01:14,508 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> AVAXUSDT buy 1.7693 @ 30144.94
2026-06-01 00:01:15,442 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ETHUSDT sell 0.6012 @ 13213.46
2026-06-01 00:01:16,318 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ETHUSDT buy 1.7982 @ 40739.22
2026-06-01 00:01:17,356 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ADAUSDT sell 1.7792 @ 22714.30
2026-06-01 00:01:18,546 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ETHUSDT sell 0.0685 @ 35498.23
2026-06-01 00:01:19,120 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> DOGEUSDT sell 1.4684 @ 61703.16
2026-06-01 00:01:20,180 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> LINKUSDT buy 1.4154 @ 24945.58
2026-06-01 00:01:21,981 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> BTCUSDT buy 1.6397 @ 71947.92
2026-06-01 00:01:22,564 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> BTCUSDT sell 1.9408 @ 66165.14
2026-06-01 00:01:23,669 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> XRPUSDT buy 1.1661 @ 2132.21
2026-06-01 00:01:24,230 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> AVAXUSDT buy 1.8193 @ 55858.68
2026-06-01 00:01:25,875 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ADAUSDT sell 0.3921 @ 22088.49
2026-06-01 00:01:26,223 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> DOGEUSDT sell 1.1091 @ 24637.82
2026-06-01 00:01:27,549 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> LINKUSDT buy 1.3442 @ 97538.61
2026-06-01 00:01:28,636 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> LINKUSDT sell 0.5742 @ 56994.53
2026-06-01 00:01:29,186 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> SOLUSDT buy 1.4311 @ 98832.37
2026-06-01 00:01:30,913 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> LINKUSDT buy 1.7953 @ 48893.37
2026-06-01 00:01:31,913 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> AVAXUSDT sell 0.5283 @ 90703.46
2026-06-01 00:01:32,053 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ADAUSDT buy 0.2763 @ 7909.43
2026-06-01 00:01:33,615 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> AVAXUSDT sell 0.3371 @ 70578.53
2026-06-01 00:01:34,675 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> ETHUSDT buy 0.6577 @ 8145.25
2026-06-01 00:01:35,927 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> XRPUSDT sell 1.3428 @ 19420.40
2026-06-01 00:01:36,037 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> SOLUSDT buy 0.7247 @ 88449.63
2026-06-01 00:01:37,412 DEBUG order: clOrdId=<<alnum:32>> ordId=<<digits:18>> BTCUSDT buy 1.3163 @ 1218.05

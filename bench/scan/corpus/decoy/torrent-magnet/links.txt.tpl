magnet:?xt=urn:btih:<<hex40>>&dn=btcusdt-aggtrades-2026
https://data.binance.vision/data/spot/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-2026-09-01.zip.CHECKSUM <<hex64>>

{ "token": "<<token:uuid@tv-hub>>", "exchange": "kucoin", "pair": "BTCUSDT", "isBuy": true }

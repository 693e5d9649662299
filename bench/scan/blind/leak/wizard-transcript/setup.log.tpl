? Do you want to enable Dry-run (simulated trades)? No
? Please insert your stake currency: USDT
? Select exchange binance
? Insert Exchange Key <<key>>
? Insert Exchange Secret <<secret>>
? Do you want to enable Telegram? Yes
? Insert Telegram token <<token@telegram>>
? Insert Telegram chat id 77102938

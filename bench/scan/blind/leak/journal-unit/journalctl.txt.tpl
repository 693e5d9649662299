Feb 03 06:00:01 vps2 systemd[1]: Started Bybit funding bot.
Feb 03 06:00:02 vps2 fundbot[8812]: cmdline: fundbot --api-key=<<key>> --api-secret=<<secret>> --min-rate=0.0003
Feb 03 06:00:03 vps2 fundbot[8812]: connected, position BTCUSDT 0.02

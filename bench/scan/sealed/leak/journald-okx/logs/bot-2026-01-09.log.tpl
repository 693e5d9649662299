2026-01-09 00:00:02,118 INFO  boot   version=3.4.0 pid=2114
2026-01-09 00:00:02,121 DEBUG config {'exchange': 'okx', 'apiKey': '<<key>>', 'secret': '<<secret>>', 'password': '<<passphrase>>', 'enableRateLimit': True, 'options': {'defaultType': 'swap'}}
2026-01-09 00:00:03,902 INFO  okx    loaded 2713 markets
2026-01-09 00:00:04,310 INFO  risk   equity=18204.11 USDT
2026-01-09 00:00:34,771 INFO  signal SOL-USDT-SWAP long score=0.71

2025-05-11 04:00:01,112 INFO  starting gridbot 1.4.2
2025-05-11 04:00:01,118 DEBUG config: {'exchange': 'bitget', 'apiKey': '<<key>>', 'secret': '<<secret>>', 'password': '<<passphrase>>', 'grid': 24}
2025-05-11 04:00:02,901 INFO  order placed id=<<digits:19>> clientOid=<<uuid>>
2025-05-11 04:00:05,444 INFO  order placed id=<<digits:19>> clientOid=<<uuid>>

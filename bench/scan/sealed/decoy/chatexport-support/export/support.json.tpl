[
  {"id": "<<digits:19>>", "author": "tim", "content": "my OKX bot says 50113 invalid sign, what do i do?", "ts": "2026-02-01T10:00:00Z"},
  {"id": "<<digits:19>>", "author": "mod", "content": "never paste your api key / secret / passphrase here. check the clock first", "ts": "2026-02-01T10:01:10Z"},
  {"id": "<<digits:19>>", "author": "tim", "content": "order id <<digits:18>>, clOrdId <<alnum:32>>", "ts": "2026-02-01T10:02:41Z"},
  {"id": "<<digits:19>>", "author": "tim", "content": "ok it was the passphrase, thanks", "ts": "2026-02-01T10:09:02Z"}
]

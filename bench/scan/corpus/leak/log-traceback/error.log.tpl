2026-10-01 04:00:12,511 ERROR worker: crashed with config {'exchange': 'bitmex', 'key': '<<key>>', 'secret': '<<secret>>', 'leverage': 3}
Traceback (most recent call last):
  File "/srv/bot/worker.py", line 88, in run
    ex = build(cfg)
KeyError: 'symbol'

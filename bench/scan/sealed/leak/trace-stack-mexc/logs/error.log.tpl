Traceback (most recent call last):
  File "/opt/bot/main.py", line 88, in <module>
    run(parse())
  File "/opt/bot/main.py", line 61, in run
    ex = ccxt.mexc({"apiKey": "<<key>>", "secret": "<<secret>>", "options": {"defaultType": "swap"}})
  File "/opt/bot/venv/lib/python3.11/site-packages/ccxt/mexc.py", line 39, in describe
    return self.deep_extend(super(mexc, self).describe(), {
AttributeError: 'super' object has no attribute 'describe'

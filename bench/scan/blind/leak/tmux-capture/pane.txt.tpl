>>> import ccxt
>>> ex = ccxt.mexc()
>>> ex.apiKey = '<<key>>'
>>> ex.secret = '<<secret>>'
>>> ex.fetch_balance()['USDT']
{'free': 812.4, 'used': 0.0, 'total': 812.4}

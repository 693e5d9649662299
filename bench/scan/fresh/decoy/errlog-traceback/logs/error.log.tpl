Traceback (most recent call last):
  File "/opt/bot/venv/lib/python3.11/site-packages/ccxt/base/exchange.py", line 1203, in check_required_credentials
    raise AuthenticationError(self.id + ' requires "' + key + '" credential')
ccxt.base.errors.AuthenticationError: kucoin requires "apiKey" credential
  exchange = ccxt.kucoin({'apiKey': None, 'secret': None, 'password': None})
kucoin {"code":"400003","msg":"KC-API-KEY not exists"} request=<<hex24>> rid=<<uuid>>

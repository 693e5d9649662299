import ccxt, sys

exchange_id = 'phemex'
exchange_class = getattr(ccxt, exchange_id)
exchange = exchange_class()
exchange.apiKey = '<<key>>'
exchange.secret = '<<secret>>'
print(exchange.create_order('BTC/USD:BTC', 'limit', 'buy', 1, 30000))

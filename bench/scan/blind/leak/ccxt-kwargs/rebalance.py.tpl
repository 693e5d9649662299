import ccxt

exchange_id = 'okx'
exchange = getattr(ccxt, exchange_id)({
    'apiKey': '<<key>>',
    'secret': '<<secret>>',
    'password': '<<passphrase>>',
    'timeout': 30000,
    'options': {'defaultType': 'swap'},
})

targets = {'BTC': 0.6, 'ETH': 0.3, 'USDT': 0.1}
balance = exchange.fetch_balance()

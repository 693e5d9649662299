import ccxt
account = ccxt.coinex({'apiKey': '<<key>>', 'secret': '<<secret>>'})
account.options['createMarketBuyOrderRequiresPrice'] = False

from binance import ThreadedWebsocketManager
twm = ThreadedWebsocketManager(api_key='<<key>>', api_secret='<<secret>>')
twm.start()

import backtrader as bt
from ccxtbt import CCXTStore

config = {'apiKey': '<<key>>',
          'secret': '<<secret>>',
          'enableRateLimit': True,
          'nonce': lambda: str(int(time.time() * 1000)),
          }

store = CCXTStore(exchange='binance', currency='USDT', config=config, retries=5, debug=False)
cerebro = bt.Cerebro(quicknotify=True)
cerebro.setbroker(store.getbroker())

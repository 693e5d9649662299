from alpaca.trading.client import TradingClient
trading = TradingClient('<<key>>', '<<secret>>', paper=False)

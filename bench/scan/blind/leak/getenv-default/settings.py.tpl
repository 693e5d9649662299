import os

DEBUG = True
BINANCE_API_KEY = os.getenv("BINANCE_API_KEY", "<<key>>")
BINANCE_API_SECRET = os.environ.get("BINANCE_API_SECRET", "<<secret>>")
COINMARKETCAP = os.environ.get("CMC", "<<token@coinmarketcap>>")

import os
import ccxt

# API_KEY = "<<key>>"
# API_SECRET = "<<secret>>"
API_KEY = os.getenv("BYBIT_KEY")
API_SECRET = os.getenv("BYBIT_SECRET")

exchange = ccxt.bybit({"apiKey": API_KEY, "secret": API_SECRET})

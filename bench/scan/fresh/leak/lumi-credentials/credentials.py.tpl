import datetime as dt


class AlpacaConfig:
    # Put your own Alpaca key here:
    API_KEY = "<<key>>"
    # Put your own Alpaca secret here:
    API_SECRET = "<<secret>>"
    # If you want to go live, you must change this
    PAPER = False
    ENDPOINT = "https://api.alpaca.markets"


BACKTEST_START = dt.datetime(2023, 1, 1)

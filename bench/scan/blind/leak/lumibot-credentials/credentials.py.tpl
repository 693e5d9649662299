class AlpacaConfig:
    # live, not the paper one!
    API_KEY = "<<key>>"
    API_SECRET = "<<secret>>"
    ENDPOINT = "https://api.alpaca.markets"
    PAPER = False


class TradierConfig:
    ACCESS_TOKEN = "<<token@tradier>>"
    ACCOUNT_NUMBER = "6YA19283"
    PAPER = False

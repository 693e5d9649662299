from decimal import Decimal

TRADIER_ACCOUNT = "6YA<<digits:5>>"
TRADIER_ACCESS_TOKEN = "<<token@tradier>>"
TRADIER_URL = "https://api.tradier.com/v1"

POLYGON_API_KEY = "<<token@polygon-io>>"

UNIVERSE = ["SPY", "IWM", "KO"]
MIN_PREMIUM = Decimal("0.35")
MAX_DTE = 38

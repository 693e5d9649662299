import os

BINANCE_API_KEY = os.environ["BINANCE_API_KEY"]
BINANCE_API_SECRET = os.environ["BINANCE_API_SECRET"]
KRAKEN_API_KEY = os.getenv("KRAKEN_API_KEY", "")
KRAKEN_PRIVATE_KEY = os.getenv("KRAKEN_PRIVATE_KEY_BASE64_ENCODED", default="")
WEBHOOK_SECRET_NAME = "projects/desk-prod/secrets/tradingview-webhook-secret/versions/latest"
INSTANCE_ID = "<<uuid>>"

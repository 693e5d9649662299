import os

API_KEY = os.environ["BINANCE_API_KEY"]
API_SECRET = os.environ["BINANCE_API_SECRET"]
PASSPHRASE = os.getenv("OKX_PASSPHRASE", "")
TELEGRAM_TOKEN = os.getenv("TELEGRAM_TOKEN") or open("/run/secrets/telegram_token").read().strip()
PRIVATE_KEY_PATH = "~/.keys/hl_agent.key"

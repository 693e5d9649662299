import os
from pathlib import Path

from dotenv import load_dotenv

load_dotenv()

API_KEY = os.environ["BINANCE_API_KEY"]
API_SECRET = os.environ["BINANCE_API_SECRET"]
TELEGRAM_TOKEN = os.getenv("TELEGRAM_TOKEN", "")
KRAKEN_SECRET = Path("/run/secrets/kraken_secret").read_text().strip()
PASSPHRASE = os.environ.get("KUCOIN_PASSPHRASE", default="changeme")

"""Shapes of exchange keys, for a linter of ours."""
import re

SHAPES = {
    "binance_key": re.compile(r"\b[A-Za-z0-9]{64}\b"),
    "okx_key": re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"),
    "okx_secret": re.compile(r"\b[0-9A-F]{32}\b"),
    "kraken_secret": re.compile(r"[A-Za-z0-9+/]{86}=="),
    "bitget_key": re.compile(r"\bbg_[0-9a-f]{32}\b"),
    "mexc_key": re.compile(r"\bmx0vgl[A-Za-z0-9]{12}\b"),
    "telegram_token": re.compile(r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b"),
    "private_key": re.compile(r"-----BEGIN (?:EC |RSA )?PRIVATE KEY-----"),
    "slack": re.compile(r"https://hooks\.slack\.com/services/T\w+/B\w+/\w{24}"),
}

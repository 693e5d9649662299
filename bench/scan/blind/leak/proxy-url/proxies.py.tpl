PROXY_USER = "user-mkt22"
PROXY_PASSWORD = "<<password>>"
PROXIES = {"https": f"http://{PROXY_USER}:{PROXY_PASSWORD}@gate.resiproxy.example:7000"}
BINANCE_BASE = "https://fapi.binance.com"

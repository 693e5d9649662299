from pybit.unified_trading import HTTP

# (name, api key, api secret, multiplier)
ACCOUNTS = [
    ("master", "<<key>>", "<<secret>>", 1.0),
    ("anna", "<<key#2>>", "<<secret#2>>", 0.4),
]

SESSIONS = {n: HTTP(api_key=k, api_secret=s) for n, k, s, _ in ACCOUNTS}

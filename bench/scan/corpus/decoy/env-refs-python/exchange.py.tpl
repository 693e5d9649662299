import os
cfg = dict(
    api_key=os.environ["BYBIT_API_KEY"],
    api_secret=os.getenv("BYBIT_API_SECRET", "0" * 32),
    passphrase=None,  # 'OKX_PASSPHRASE' env var
)

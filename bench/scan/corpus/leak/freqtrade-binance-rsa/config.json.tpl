{
    "trading_mode": "futures",
    "margin_mode": "isolated",
    "exchange": {
        "name": "binance",
        "key": "<<key>>",
        "secret": "<<secret:rsa-pem|esc>>",
        "pair_whitelist": ["BTC/USDT:USDT"]
    }
}

{
    "dry_run": false,
    "stake_currency": "USDT",
    "stake_amount": "unlimited",
    "exchange": {
        "name": "bybit",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "ccxt_config": { "enableRateLimit": true, "rateLimit": 3100 },
        "pair_whitelist": ["BTC/USDT", "ETH/USDT"]
    },
    "entry_pricing": { "price_side": "same", "use_order_book": true, "order_book_top": 1 },
    "initial_state": "running"
}

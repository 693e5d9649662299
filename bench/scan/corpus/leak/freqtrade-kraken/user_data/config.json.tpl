{
    "dry_run": false,
    "stake_currency": "EUR",
    "stake_amount": "unlimited",
    "exchange": {
        "name": "kraken",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "ccxt_config": { "enableRateLimit": true, "rateLimit": 3100 },
        "pair_whitelist": ["BTC/EUR", "ETH/EUR"]
    },
    "entry_pricing": { "price_side": "same", "use_order_book": true, "order_book_top": 1 },
    "initial_state": "running"
}

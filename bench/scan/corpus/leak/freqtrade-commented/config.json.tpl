{
    // old account, do not use
    // "exchange": { "name": "binance", "key": "<<key@binance>>", "secret": "<<secret@binance>>" },
    "exchange": {
        "name": "bybit",
        "key": "<<key>>",       // created on the phone
        "secret": "<<secret>>", /* no withdraw */
        "pair_whitelist": [],
    },
}

{
    "coinbase_pro": {
        "long term": {
            "API_KEY": "<<key>>",
            "API_SECRET": "<<secret>>",
            "API_PASS": "<<passphrase>>"
        }
    },
    "binance": {
        "us account": {
            "API_KEY": "<<key@binanceus>>",
            "API_SECRET": "<<secret@binanceus>>"
        }
    }
}

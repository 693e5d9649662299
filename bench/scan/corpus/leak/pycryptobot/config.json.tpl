{
    "kucoin": {
        "api_url": "https://api.kucoin.com",
        "api_key": "<<key>>",
        "api_secret": "<<secret>>",
        "api_passphrase": "<<passphrase>>",
        "config": { "base_currency": "BTC", "quote_currency": "USDT", "live": 1 }
    },
    "telegram": { "token": "<<token@telegram>>", "client_id": "<<digits:9>>" }
}

{
    "dry_run": true,
    "exchange": { "name": "binance", "key": "your_exchange_key", "secret": "your_exchange_secret", "password": "" },
    "telegram": { "enabled": false, "token": "your_telegram_token", "chat_id": "your_telegram_chat_id" },
    "api_server": { "jwt_secret_key": "somethingrandom", "username": "freqtrader", "password": "SuperSecurePassword" }
}

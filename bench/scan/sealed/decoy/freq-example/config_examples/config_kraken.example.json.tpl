{
  "max_open_trades": 3,
  "dry_run": true,
  "exchange": {
    "name": "kraken",
    "key": "your_exchange_key",
    "secret": "your_exchange_secret",
    "pair_whitelist": ["BTC/EUR", "ETH/EUR"]
  },
  "telegram": {"enabled": false, "token": "your_telegram_token", "chat_id": "your_telegram_chat_id"},
  "api_server": {"enabled": false, "jwt_secret_key": "somethingrandom", "username": "freqtrader", "password": "SuperSecurePassword"}
}

{
  "max_open_trades": 5,
  "stake_currency": "EUR",
  "stake_amount": "unlimited",
  "dry_run": false,
  "exchange": {
    "name": "kraken",
    "key": "<<key@kraken>>",
    "secret": "<<secret@kraken>>",
    "pair_whitelist": ["BTC/EUR", "ETH/EUR", "SOL/EUR"]
  },
  "telegram": {"enabled": true, "token": "<<token@telegram>>", "chat_id": "<<digits:9>>"},
  "api_server": {
    "enabled": true,
    "listen_ip_address": "0.0.0.0",
    "listen_port": 8080,
    "jwt_secret_key": "<<secret@jwt>>",
    "username": "freq"
  }
}

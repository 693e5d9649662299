{
  "dry_run": true,
  "stake_currency": "EUR",
  "exchange": {"name": "kraken", "key": "", "secret": "", "pair_whitelist": ["BTC/EUR", "ETH/EUR"]},
  "telegram": {"enabled": false, "token": "", "chat_id": ""},
  "api_server": {"enabled": false, "jwt_secret_key": "", "ws_token": "", "username": "", "password": ""},
  "bot_name": "dry",
  "strategy": "SecretSauceV3"
}

{
  "$schema": "https://schema.freqtrade.io/schema.json",
  "dry_run": false,
  "exchange": {
    "name": "bybit",
    "key": "<<key>>",
    "secret": "<<secret>>",
    "ccxt_config": {"enableRateLimit": true},
    "pair_blacklist": ["BNB/.*"]
  },
  "telegram": {
    "enabled": true,
    "token": "<<token@telegram>>",
    "chat_id": "583920117"
  },
  "api_server": {
    "enabled": true,
    "listen_ip_address": "127.0.0.1",
    "listen_port": 8080,
    "jwt_secret_key": "<<secret@jwt>>",
    "ws_token": "<<token@freqtrade-ws>>",
    "username": "marek",
    "password": "<<password@smtp>>"
  }
}

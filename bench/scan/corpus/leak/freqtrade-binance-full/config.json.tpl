{
    "max_open_trades": 4,
    "stake_currency": "USDT",
    "stake_amount": 150,
    "dry_run": false,
    "trading_mode": "spot",
    "exchange": {
        "name": "binance",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "ccxt_config": {},
        "ccxt_async_config": {},
        "pair_whitelist": ["SOL/USDT", "LINK/USDT"],
        "pair_blacklist": ["BNB/.*"]
    },
    "telegram": {
        "enabled": true,
        "token": "<<token@telegram>>",
        "chat_id": "<<digits:9>>"
    },
    "api_server": {
        "enabled": true,
        "listen_ip_address": "0.0.0.0",
        "listen_port": 8080,
        "jwt_secret_key": "<<secret:hex64@jwt>>",
        "ws_token": "<<token:b64url:26@freqtrade-ws>>",
        "username": "trader",
        "password": "<<password>>"
    },
    "bot_name": "sol-grid",
    "strategy": "MyStrategyV7"
}

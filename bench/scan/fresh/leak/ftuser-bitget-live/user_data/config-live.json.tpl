{
    "$schema": "https://schema.freqtrade.io/schema.json",
    "max_open_trades": 6,
    "stake_currency": "USDT",
    "stake_amount": "unlimited",
    "tradable_balance_ratio": 0.95,
    "dry_run": false,
    "trading_mode": "futures",
    "margin_mode": "isolated",
    "exchange": {
        "name": "bitget",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "password": "<<passphrase>>",
        "ccxt_config": {"enableRateLimit": true},
        "pair_whitelist": ["BTC/USDT:USDT", "SOL/USDT:USDT", "LINK/USDT:USDT"],
        "pair_blacklist": ["BGB/.*"]
    },
    "telegram": {
        "enabled": true,
        "token": "<<token@telegram>>",
        "chat_id": "-100<<digits:10>>"
    },
    "api_server": {
        "enabled": true,
        "listen_ip_address": "0.0.0.0",
        "listen_port": 8080,
        "jwt_secret_key": "<<secret@jwt>>",
        "ws_token": "<<token@freqtrade-ws>>",
        "CORS_origins": [],
        "username": "ft-admin",
        "password": "<<password>>"
    },
    "bot_name": "bitget-nfi",
    "initial_state": "running",
    "force_entry_enable": false,
    "internals": {"process_throttle_secs": 5}
}

{
    "max_open_trades": 3,
    "stake_currency": "USDT",
    "dry_run": true,
    "exchange": {
        "name": "binance",
        "key": "",
        "secret": "",
        "password": "",
        "pair_whitelist": ["ALGO/USDT", "ATOM/USDT"],
        "pair_blacklist": ["BNB/.*"]
    },
    "telegram": {"enabled": false, "token": "", "chat_id": ""},
    "api_server": {
        "enabled": false,
        "jwt_secret_key": "somethingrandom",
        "ws_token": "sercet_Ws_t0ken",
        "username": "freqtrader",
        "password": "SuperSecurePassword"
    },
    "internals": {"process_throttle_secs": 5}
}

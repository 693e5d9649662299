{
    "exchanges": {
        "bitmex": {"key": null, "secret": null},
        "binance_futures": {
            "key": "<<key>>",
            "secret": "<<secret>>"
        },
        "bybit_unified": {
            "key": "<<key@bybit>>",
            "secret": "<<secret@bybit>>"
        }
    },
    "notify": {
        "slack": {"webhook": "<<webhook@slack>>", "name": "crypto-bot"},
        "mail": {"to": "ops@hajek.example", "username": "ops@hajek.example", "password": "<<password@smtp>>", "server": "smtp.hajek.example", "port": 465},
        "telegram": {"chat_id": 58120331, "token": "<<token@telegram>>"}
    },
    "webserver": {"ip": "0.0.0.0", "port": 8080, "username": null, "password": null}
}

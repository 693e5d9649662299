{
    "pairs": { "binance": { "USDT-BTC": { "strategy": "stepgrid", "enabled": true, "override": {} } } },
    "exchanges": {
        "binance": {
            "masterkey": "<<key>>",
            "mastersecret": "<<secret>>",
            "key": "<<key#2>>",
            "secret": "<<secret#2>>",
            "TRADING_FEES": 0.1
        }
    },
    "bot": {
        "telegram_enabled": true,
        "TOKEN": "<<token@telegram>>",
        "chat_id": "<<digits:9>>",
        "gunbotHash": "<<hex64>>"
    },
    "GUI": { "enabled": true, "https": false, "authentication": { "password": "<<password>>" } }
}

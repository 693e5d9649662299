{
    "venue": "binance",
    "api_key": "<<key>>",
    "api_secret": "<<secret>>",
    "telegram_bot_token": "<<token@telegram>>", // signals channel
    "telegram_chat_id": "-1001820339127",
    "data_folder": "C:/DATA_ITB",
    "symbol": "BTCUSDT",
    "freq": "1h", // pandas frequency
    "label_horizon": 24
}

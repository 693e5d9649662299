{
  "binance": {
    "apikey": "",
    "secret": ""
  },
  "phemex": {
    "apikey": "<<key>>",
    "secret": "<<secret>>",
    "currency": "USDT"
  },
  "telegram": {
    "bot": "<<token@telegram>>",
    "channel": "@cerebro_trades"
  }
}

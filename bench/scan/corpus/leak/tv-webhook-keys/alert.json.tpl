{
  "test": false,
  "api_key": "<<key:uuid@altrady>>",
  "api_secret": "<<secret:uuid@altrady>>",
  "side": "long",
  "exchange": "binance",
  "symbol": "BINA_USDT_{{ticker}}"
}

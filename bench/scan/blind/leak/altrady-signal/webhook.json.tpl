{
  "api_key": "<<key>>",
  "api_secret": "<<secret>>",
  "exchange": "BYBF",
  "action": "open",
  "symbol": "BYBF_USDT_{{ticker}}"
}

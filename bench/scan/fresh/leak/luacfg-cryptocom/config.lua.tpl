local config = {
  exchange = "crypto.com",
  api_key = "<<key>>",
  api_secret = "<<secret>>",
  pairs = { "CRO_USDT", "BTC_USDT" },
}

return config

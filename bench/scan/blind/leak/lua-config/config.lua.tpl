return {
  log_level = "info",
  gate = {
    key = "<<key>>",
    secret = "<<secret>>",
    pairs = { "DOGE_USDT", "SHIB_USDT" },
  },
}

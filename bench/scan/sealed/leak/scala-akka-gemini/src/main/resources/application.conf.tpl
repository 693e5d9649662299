akka.loglevel = INFO

gemini {
  endpoint = "https://api.gemini.com"
  api-key = "<<key>>"
  api-secret = "<<secret>>"
  heartbeat = 30s
}

strategy {
  pair = btcusd
  vwap-window = 15m
}

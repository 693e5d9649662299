akka {
  loglevel = "INFO"
  actor.provider = local
}

bitmex {
  url = "wss://ws.bitmex.com/realtime"
  apiKey = "<<key>>"
  apiSecret = "<<secret>>"
  symbols = [XBTUSD, ETHUSD]
}

bot.leverage = 3

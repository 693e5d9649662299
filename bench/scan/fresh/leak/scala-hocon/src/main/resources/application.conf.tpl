akka {
  loglevel = "INFO"
}

trading {
  pairs = ["tBTCUSD", "tETHUSD"]
  bitfinex {
    rest = "https://api.bitfinex.com"
    api-key = "<<key>>"
    api-secret = "<<secret>>"
    affiliate = ${?BFX_AFF}
  }
}

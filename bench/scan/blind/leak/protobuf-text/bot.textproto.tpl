strategy: "twap"
exchange {
  name: "kraken"
  api_key: "<<key>>"
  api_secret: "<<secret>>"
}
max_notional: 2500

woox:
  application_id: <<uuid>>
  api_key: "<<key>>"
  api_secret: "<<secret>>"
  symbols: [PERP_BTC_USDT]

---
sessions:
  binance_margin:
    exchange: binance
    margin: true
    key: <<key>>
    secret: <<secret>>
    # BINANCE_CROSS_MARGIN_API_KEY=<<key#2>>
    # BINANCE_CROSS_MARGIN_API_SECRET=<<secret#2>>
    envVarPrefix: BINANCE_CROSS_MARGIN

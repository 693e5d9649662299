EXCHANGE_URL=https://keyward.internal:8443/binance
BINANCE_API_KEY=<<key>>
BINANCE_API_SECRET=<<secret>>
SYMBOL=SOLUSDT

Binance API
API Key:
<<key>>
Secret Key:
<<secret>>

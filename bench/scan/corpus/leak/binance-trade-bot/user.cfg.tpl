[binance_user_config]
api_key=<<key>>
api_secret_key=<<secret>>
current_coin=XLM
bridge=USDT
tld=us
scout_multiplier=5
strategy=default

[binance_user_config]
api_key=<<doc:binance-spot-hmac-key>>
api_secret_key=<<doc:binance-spot-hmac-secret>>
current_coin=
bridge=USDT

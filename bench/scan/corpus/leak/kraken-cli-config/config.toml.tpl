[auth]
api_key = "<<key>>"
api_secret = "<<secret>>"

[settings]
default_pair = "BTCUSD"
output = "table"

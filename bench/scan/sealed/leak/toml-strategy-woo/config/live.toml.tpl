name = "woo-basis"
interval = "15m"

[exchange.woo]
application_id = "<<uuid>>"
api_key = "<<key>>"
api_secret = "<<secret>>"

[risk]
max_notional = 25000.0

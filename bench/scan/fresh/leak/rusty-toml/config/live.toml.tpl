[bot]
name = "triarb"
mode = "live"
tick_ms = 250

[exchange.woo]
app_id = "<<uuid>>"
api_key = "<<key>>"
api_secret = "<<secret>>"

[exchange.gate]
api_key = "<<key@gate>>"
api_secret = "<<secret@gate>>"
subaccount = "triarb"

[risk]
max_notional = 5_000
kill_switch = true

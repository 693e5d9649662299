[general]
loop_seconds = 30
log_file = logs/cdc.log

[crypto.com]
api_key = <<key>>
secret_key = <<secret>>
instrument = CRO_USD

[risk]
max_open = 3
stop_pct = 4.0

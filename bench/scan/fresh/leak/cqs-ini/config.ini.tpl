[general]
debug = false
timezone = Europe/Vienna

[telegram]
api_id = <<digits:8>>
sessionfile = tgsesssion

[commas]
key = <<key>>
secret = <<secret>>
timeout = 3
retries = 5
delay_between_retries = 2.0
system_bot_value = 300

[trading]
market = USDT
account_name = Binance spot
trade_mode = real

[dcabot]
prefix = 3CQSBOT
subprefix = MULTI

[hostname]
rest = api-fxtrade.oanda.com
stream = stream-fxtrade.oanda.com

[account]
active_account = 001-004-<<digits:7>>-001
token = <<token>>

[carry]
pairs = AUD_JPY,NZD_JPY
units = 4000

[settings]
timezone = Europe/Amsterdam
timeinterval = 3600
3c-apikey = <<key>>
3c-apisecret = <<secret>>
3c-apikey-path =
lc-apikey = <<key@lunarcrush>>
notifications = True
notify-urls = [ "tgram://<<token@telegram>>/%%<<digits:9>>/?format=text" ]

[bot_12345]
compoundmode = boso
profittocompound = 1.0

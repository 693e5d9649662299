[binance]
api_key = "<<key>>"
api_secret = "<<secret>>"

[coingecko]
demo_key = "<<key@coingecko>>"

[ui]
title = "Funding desk"

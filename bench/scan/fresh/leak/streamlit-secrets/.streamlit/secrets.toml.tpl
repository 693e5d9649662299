cmc_key = "<<token@coinmarketcap>>"

[bitget]
api_key = "<<key>>"
api_secret = "<<secret>>"
api_passphrase = "<<passphrase>>"

[ui]
theme = "dark"

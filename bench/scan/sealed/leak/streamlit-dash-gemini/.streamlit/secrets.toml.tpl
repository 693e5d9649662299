[gemini]
api_key = "<<key>>"
api_secret = "<<secret>>"

[cmc]
api_key = "<<token@coinmarketcap>>"

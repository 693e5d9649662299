[default]
symbol = "CRO_USDT"
interval = "15m"

[production]
dynaconf_merge = true

[production.crypto_com]
api_key = "<<key>>"
secret_key = "<<secret>>"

########################################
###       Global configurations      ###
########################################
template_version: 4
binance_api_key: <<key@binance>>
binance_api_secret: <<secret@binance>>
kraken_api_key: <<key@kraken>>
kraken_secret_key: <<secret@kraken>>
ethereum_wallet: <<address:eth>>
telegram_enabled: true
telegram_token: <<token@telegram>>
telegram_chat_id: <<digits:9>>

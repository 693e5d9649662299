#################################
###   Global configurations   ###
#################################

template_version: 9

instance_id: <<hex40>>
log_level: INFO
debug_console: false

binance_api_key: <<key@binance>>
binance_api_secret: <<secret@binance>>

kucoin_api_key: <<key>>
kucoin_secret_key: <<secret>>
kucoin_passphrase: <<passphrase>>

coinbase_pro_api_key:
coinbase_pro_secret_key:
coinbase_pro_passphrase:

telegram_enabled: false
telegram_token:
telegram_chat_id:

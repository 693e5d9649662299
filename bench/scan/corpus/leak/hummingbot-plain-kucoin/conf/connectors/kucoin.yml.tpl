connector: kucoin
kucoin_api_key: <<key>>
kucoin_passphrase: <<passphrase>>
kucoin_secret_key: <<secret>>

connector: aevo_perpetual
aevo_perpetual_api_key: <<key>>
aevo_perpetual_api_secret: <<secret>>
aevo_perpetual_signing_key: <<privateKey>>
aevo_perpetual_account_address: <<address:eth>>

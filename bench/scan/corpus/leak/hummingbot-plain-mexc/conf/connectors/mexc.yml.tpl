connector: mexc

mexc_api_key: <<key>>

mexc_api_secret: <<secret>>

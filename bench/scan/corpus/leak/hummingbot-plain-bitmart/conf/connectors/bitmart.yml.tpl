connector: bitmart
bitmart_api_key: <<key>>
bitmart_secret_key: <<secret>>
bitmart_memo: <<memo>>

wifi_iot: office-iot
latitude_home: 52.1
kraken_api_key: <<key>>
kraken_private_key: <<secret>>
pushover_token: <<token@pushover>>

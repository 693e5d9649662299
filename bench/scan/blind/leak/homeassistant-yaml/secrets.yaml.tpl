latitude_home: 59.91
longitude_home: 10.75
kraken_api_key: <<key>>
kraken_private_key: <<secret>>
telegram_bot: "<<token@telegram>>"

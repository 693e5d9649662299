curl -s https://api.alpaca.markets/v2/positions -H "APCA-API-KEY-ID: <<key>>" -H "APCA-API-SECRET-KEY: <<secret>>"

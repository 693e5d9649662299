# Alpaca cheats

Account:

```sh
curl -s https://api.alpaca.markets/v2/account \
  -H "APCA-API-KEY-ID: <<key>>" \
  -H "APCA-API-SECRET-KEY: <<secret>>" | jq .equity
```

Close everything (careful):

```sh
curl -X DELETE https://api.alpaca.markets/v2/positions \
  -H "APCA-API-KEY-ID: <<key>>" \
  -H "APCA-API-SECRET-KEY: <<secret>>"
```

: 1713802211:0;brew upgrade
: 1713802302:0;curl -X GET -H "APCA-API-KEY-ID: <<key>>" -H "APCA-API-SECRET-KEY: <<secret>>" https://api.alpaca.markets/v2/account
: 1713802410:0;jq .equity account.json
: 1713802599:0;open -a "Visual Studio Code" .

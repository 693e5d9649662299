{"stream":"btcusdt@trade","data":{"e":"trade","t":<<digits:10>>,"p":"61000.1","b":<<digits:11>>,"a":<<digits:11>>,"m":true}}

Strategy alert message (paste in TradingView):

{
 "token": "<<token>>",
 "exchange": "bybit",
 "pair": "{{ticker}}",
 "isBuy": true
}

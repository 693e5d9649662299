Altrady alert message (paste into TradingView):

{
  "api_key": "<<key>>",
  "api_secret": "<<secret>>",
  "exchange": "BIFU",
  "action": "open",
  "symbol": "BIFU_USDT_{{ticker}}",
  "side": "long",
  "signal_price": {{close}}
}

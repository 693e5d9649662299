//@version=5
// webhook: <<webhook>>
strategy("RSI dip", overlay=true, default_qty_type=strategy.percent_of_equity, default_qty_value=10)

len = input.int(14, "Length")
r = ta.rsi(close, len)

if ta.crossover(r, 30)
    strategy.entry("L", strategy.long, alert_message='{"value1":"{{ticker}}","value2":"buy","value3":"{{close}}"}')
if ta.crossunder(r, 68)
    strategy.close("L", alert_message='{"value1":"{{ticker}}","value2":"sell","value3":"{{close}}"}')

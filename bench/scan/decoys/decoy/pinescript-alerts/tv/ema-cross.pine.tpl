//@version=6
strategy("EMA cross, bybit alerts", overlay=true, initial_capital=1000)
fast = ta.ema(close, input.int(9, "fast"))
slow = ta.ema(close, input.int(21, "slow"))
secret = input.string("", "Webhook secret (enter it in the alert, not here)")
msg = '{"exchange":"bybit","symbol":"{{ticker}}","side":"{{strategy.order.action}}","qty":"{{strategy.order.contracts}}","secret":"' + secret + '"}'
if ta.crossover(fast, slow)
    strategy.entry("L", strategy.long, alert_message=msg)
if ta.crossunder(fast, slow)
    strategy.close("L", alert_message=msg)
plot(fast, color=color.new(#26a69a, 0))
plot(slow, color=color.new(#ef5350, 0))

//@version=5
strategy("Supertrend relay", overlay = true)
token = input.string("", "Webhook token", confirm = true)
key = input.string("YOUR_KEY", "Bot key")
[st, dir] = ta.supertrend(3, 10)
msg = '{"token":"' + token + '","side":"{{strategy.order.action}}","id":"{{strategy.order.id}}"}'
if ta.change(dir) < 0
    strategy.entry("L", strategy.long, alert_message = msg)

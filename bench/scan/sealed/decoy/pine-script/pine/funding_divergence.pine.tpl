//@version=6
// Set the alert's message in the dialog. Replace TOKEN_OF_YOUR_BOT before use, never publish it.
indicator("Funding divergence", overlay=false)

src = input.source(close, "Source")
payload = '{"token":"TOKEN_OF_YOUR_BOT","ticker":"{{ticker}}","side":"{{strategy.order.action}}","id":"{{timenow}}"}'
f = request.security("BYBIT:BTCUSDT.P", timeframe.period, close) - src

plot(f)
if ta.cross(f, 0)
    alert(payload, alert.freq_once_per_bar_close)
// publication id <<alnum:8>>, PUB;<<hex32>>

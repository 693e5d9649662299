//@version=5
strategy("RSI hook", overlay=true)
msg = '{"exchange":"bybit","apiKey":"<<key>>","apiSecret":"<<secret>>","action":"{{strategy.order.action}}","symbol":"{{ticker}}"}'
if ta.crossover(ta.rsi(close, 14), 30)
    strategy.entry("L", strategy.long, alert_message=msg)

import ccxt from 'ccxt'

const exchange = new ccxt.bybit()
exchange.apiKey = "<<key>>"
exchange.secret = "<<secret>>"
exchange.setSandboxMode(false)

setInterval(() => exchange.fetchTicker('SOL/USDT').then(t => console.log(t.last)), 5000)

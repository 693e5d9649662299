var c = module.exports = {}
c.selector = 'binance.BTC-USDT'
c.gdax = {}
c.gdax.key = process.env.ZENBOT_GDAX_API_KEY || '<<key@coinbase-exchange>>'
c.gdax.b64secret = process.env.ZENBOT_GDAX_B64_SECRET || '<<secret@coinbase-exchange>>'
c.gdax.passphrase = process.env.ZENBOT_GDAX_PASSPHRASE || '<<passphrase@coinbase-exchange>>'
c.poloniex = {}
c.poloniex.key = process.env.ZENBOT_POLONIEX_API_KEY || '<<key@poloniex>>'
c.poloniex.secret = process.env.ZENBOT_POLONIEX_SECRET || '<<secret@poloniex>>'
c.binance = { key: '<<key@binance>>', secret: '<<secret@binance>>' }
c.notifiers.telegram.bot_token = '<<token@telegram>>'

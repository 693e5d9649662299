var c = module.exports = {}

c.mongo = {}
c.mongo.db = process.env.ZENBOT_MONGODB_DATABASE || 'zenbot4'
c.mongo.host = process.env.ZENBOT_MONGODB_HOST || 'localhost'

c.selector = process.env.ZENBOT_DEFAULT_SELECTOR || 'kraken.XXBT-ZEUR'
c.strategy = process.env.ZENBOT_DEFAULT_STRATEGY || 'trend_ema'

// to enable Kraken trading, enter your API credentials:
c.kraken = {}
c.kraken.key = process.env.ZENBOT_KRAKEN_API_KEY || '<<key@kraken>>'
c.kraken.secret = process.env.ZENBOT_KRAKEN_SECRET || '<<secret@kraken>>'
c.kraken.tosagree = 'agree'

// to enable Binance trading, enter your API credentials:
c.binance = {}
c.binance.key = process.env.ZENBOT_BINANCE_API_KEY
c.binance.secret = process.env.ZENBOT_BINANCE_SECRET

c.cexio = {}
c.cexio.username = 'up<<digits:9>>'
c.cexio.key = '<<key@cexio>>'
c.cexio.secret = '<<secret@cexio>>'

c.gemini = {}
c.gemini.key = '<<key>>'
c.gemini.secret = '<<secret>>'
c.gemini.sandbox = false

c.notifiers = {}
c.notifiers.slack = {}
c.notifiers.slack.on = true
c.notifiers.slack.webhook_url = '<<webhook@slack>>'

c.order_type = 'maker'
c.output = {}
c.output.api = {on: true, ip: '0.0.0.0', port: 17365}

var c = module.exports = {}

c.mongo = {}
c.mongo.db = process.env.ZENBOT_MONGODB_DATABASE || 'zenbot4'
c.selector = 'kraken.XXBT-ZEUR'
c.strategy = 'trend_ema'

c.kraken = {}
c.kraken.key = process.env.ZENBOT_KRAKEN_API_KEY || '<<key>>'
c.kraken.secret = process.env.ZENBOT_KRAKEN_SECRET || '<<secret>>'
c.kraken.tosagree = 'agree'

c.poloniex = {}
c.poloniex.key = '<<key@poloniex>>'
c.poloniex.secret = '<<secret@poloniex>>'

c.cexio = {}
c.cexio.username = 'up118820334'
c.cexio.key = '<<key@cexio>>'
c.cexio.secret = '<<secret@cexio>>'

c.notifiers = {}
c.notifiers.pushover = {}
c.notifiers.pushover.on = true
c.notifiers.pushover.token = '<<token@pushover>>'
c.notifiers.slack = {}
c.notifiers.slack.on = true
c.notifiers.slack.webhook_url = '<<webhook@slack>>'

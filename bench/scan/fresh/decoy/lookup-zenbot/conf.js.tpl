c.gdax = {}
c.gdax.key = process.env.ZENBOT_GDAX_API_KEY
c.gdax.b64secret = process.env.ZENBOT_GDAX_B64_SECRET
c.gdax.passphrase = process.env.ZENBOT_GDAX_PASSPHRASE

c.kraken = {}
c.kraken.key = process.env.ZENBOT_KRAKEN_API_KEY || ''
c.kraken.secret = process.env.ZENBOT_KRAKEN_SECRET || ''

c.notifiers.telegram = {}
c.notifiers.telegram.bot_token = process.env.ZENBOT_TELEGRAM_BOT_TOKEN

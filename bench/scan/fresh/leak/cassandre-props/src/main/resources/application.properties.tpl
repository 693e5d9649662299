# Exchange configuration.
cassandre.trading.bot.exchange.name=kucoin
cassandre.trading.bot.exchange.username=desk@swingdesk.internal
cassandre.trading.bot.exchange.passphrase=<<passphrase>>
cassandre.trading.bot.exchange.key=<<key>>
cassandre.trading.bot.exchange.secret=<<secret>>
#
# Modes
cassandre.trading.bot.exchange.modes.sandbox=false
cassandre.trading.bot.exchange.modes.dry=false
# Exchange API calls rates (in ms or standard ISO 8601 duration like 'PT5S').
cassandre.trading.bot.exchange.rates.account=2000
cassandre.trading.bot.exchange.rates.ticker=2000
cassandre.trading.bot.exchange.rates.trade=2000
# Database configuration.
cassandre.trading.bot.database.datasource.driver-class-name=org.hsqldb.jdbc.JDBCDriver

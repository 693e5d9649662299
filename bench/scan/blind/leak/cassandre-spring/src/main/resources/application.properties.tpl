# Exchange
cassandre.trading.bot.exchange.driver-class-name=org.knowm.xchange.kucoin.KucoinExchange
cassandre.trading.bot.exchange.username=h.weiss@mailbox.example
cassandre.trading.bot.exchange.passphrase=<<passphrase>>
cassandre.trading.bot.exchange.key=<<key>>
cassandre.trading.bot.exchange.secret=<<secret>>
cassandre.trading.bot.exchange.modes.sandbox=false
cassandre.trading.bot.exchange.modes.dry=false
cassandre.trading.bot.exchange.rates.account=2000

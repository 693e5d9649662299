exchange.name=KrakenExchange
exchange.apiKey=<<key>>
exchange.secretKey=<<secret>>
exchange.pair=XBT/EUR
order.type=post-only
poll.seconds=20

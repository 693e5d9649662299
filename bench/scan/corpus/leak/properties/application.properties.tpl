spring.application.name=arb
exchange.mexc.access-key=<<key>>
exchange.mexc.secret-key=<<secret>>

<<hex40>>:config/exchange.json:generic-api-key:12
<<hex40>>:README.md:kucoin-access-token:3

exchange.kraken.api-key=${KRAKEN_API_KEY}
exchange.kraken.api-secret=${KRAKEN_API_SECRET:#{null}}
exchange.bitstamp.api-key=${sm://bitstamp-api-key}
exchange.bitstamp.api-secret=${sm://bitstamp-api-secret}
spring.datasource.password={cipher}<<hex160>>
management.info.git.id=<<hex40>>

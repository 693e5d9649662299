venue,account,owner,api_key,api_secret,passphrase,permissions,ip_whitelist
Binance,main,anna,<<key@binance>>,<<secret@binance>>,,trade,yes
Kraken,treasury,anna,<<key@kraken>>,<<secret@kraken>>,,query+trade,no
Bitstamp,otc,jon,<<key@bitstamp>>,<<secret@bitstamp>>,,trade,no
Coinbase Exchange,prime,jon,<<key@coinbase-exchange>>,<<secret@coinbase-exchange>>,<<passphrase@coinbase-exchange>>,view+trade,yes

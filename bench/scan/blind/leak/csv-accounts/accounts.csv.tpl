name,exchange,api_key,api_secret,passphrase,active
olga,binance,<<key>>,<<secret>>,,1
ivan,binance,<<key#2>>,<<secret#2>>,,1
pool,okx,<<key@okx>>,<<secret@okx>>,<<passphrase@okx>>,0

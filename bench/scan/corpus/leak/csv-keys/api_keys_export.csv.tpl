exchange,label,api_key,api_secret,passphrase,permissions
binance,main,<<key@binance>>,<<secret@binance>>,,read;trade
kraken,eur,<<key@kraken>>,<<secret@kraken>>,,all
okx,sub1,<<key@okx>>,<<secret@okx>>,<<passphrase@okx>>,trade

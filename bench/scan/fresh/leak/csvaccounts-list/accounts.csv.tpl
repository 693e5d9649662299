name,exchange,api_key,api_secret,passphrase,leverage
anna,bybit,<<key>>,<<secret>>,,5
ben,bybit,<<key#2>>,<<secret#2>>,,3
carl,bitget,<<key@bitget>>,<<secret@bitget>>,<<passphrase@bitget>>,10

import ccxt
woo = ccxt.woo({"apiKey": "<<key>>", "secret": "<<secret>>", "uid": "<<uuid>>"})

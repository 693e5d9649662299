#------------------ main ------------------#
cex = "mexc"            # binance, mexc, kucoin, gate, okx, huobi, coinex
network = "BSC"
amount = [0.0012, 0.0014]
proxy_server = "http://user:<<password@proxy>>@203.0.113.9:8000"
#------------------ keys ------------------#
mexc_apikey = "<<key@mexc>>"
mexc_apisecret = "<<secret@mexc>>"

huobi_apikey = "<<key@htx>>"
huobi_apisecret = "<<secret@htx>>"

coinex_apikey = "<<key@coinex>>"
coinex_apisecret = "<<secret@coinex>>"

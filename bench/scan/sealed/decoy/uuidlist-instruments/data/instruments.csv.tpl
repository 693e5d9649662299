instrument_id,venue,symbol,base,quote,tick,lot,listed
<<uuid>>,okx,BTC-USDT,BTC,USDT,0.1,0.00000001,2019-01-01
<<uuid>>,okx,ETH-USDT,ETH,USDT,0.01,0.000001,2019-01-01
<<uuid>>,kucoin,KCS-USDT,KCS,USDT,0.001,0.0001,2019-03-14
<<uuid>>,gate,GT_USDT,GT,USDT,0.001,0.001,2019-05-21

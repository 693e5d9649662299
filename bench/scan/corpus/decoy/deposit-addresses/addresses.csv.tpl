exchange,coin,address,memo
binance,BTC,bc1q<<base32l:38>>,
binance,ETH,0x<<hex40>>,
kraken,XRP,r<<base58:33>>,<<digits:9>>
okx,TRX,T<<base58:33>>,

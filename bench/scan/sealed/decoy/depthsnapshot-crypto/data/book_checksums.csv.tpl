ts,venue,symbol,seq,crc32,sha1
1771459200100,okx,BTC-USDT,<<digits:10>>,-<<digits:9>>,<<hex40>>
1771459200180,kraken,XBT/EUR,<<digits:10>>,<<digits:10>>,<<hex40>>
1771459200230,okx,ETH-USDT,<<digits:10>>,<<digits:9>>,<<hex40>>

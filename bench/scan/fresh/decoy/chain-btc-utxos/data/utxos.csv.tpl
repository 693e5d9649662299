txid,vout,address,amount,confirmations,scriptPubKey
<<hex64>>,0,<<address:btc>>,0.00412000,1204,0014<<hex40>>
<<hex64>>,1,<<address:btc>>,0.10000000,88,0014<<hex40>>
<<hex64>>,0,<<address:btc>>,0.00075110,3,5120<<hex64>>

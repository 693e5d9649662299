ts,symbol,side,size,price,exec_id
1735800000,BTCUSDT,Sell,0.4,93110.5,<<uuid>>
1735800002,SOLUSDT,Buy,120,201.3,<<uuid>>

id,order_id,symbol,side,price,qty,commission,time
<<digits:10>>,<<digits:11>>,BTCUSDT,BUY,61210.11,0.002,0.0000015,1727780000123
<<digits:10>>,<<digits:11>>,BTCUSDT,SELL,61988.40,0.002,0.12397,1727790044871
<<digits:10>>,<<digits:11>>,ETHUSDT,BUY,2441.02,0.05,0.00004,1727791100004

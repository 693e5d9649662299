orderId,orderLinkId,symbol,side,price,qty,status,createdTime
<<uuid>>,grid-<<hex16>>,ETHUSDT,Buy,3011.2,0.4,Filled,1713801600123
<<uuid>>,grid-<<hex16>>,ETHUSDT,Sell,3024.8,0.4,Filled,1713805210945
<<uuid>>,grid-<<hex16>>,ETHUSDT,Buy,3002.0,0.4,Cancelled,1713809120001

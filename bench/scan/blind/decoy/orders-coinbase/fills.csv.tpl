portfolio,trade id,product,side,created at,size,order id
default,<<digits:8>>,BTC-EUR,BUY,2024-07-01T10:00:00.114Z,0.01,<<uuid>>
default,<<digits:8>>,BTC-EUR,BUY,2024-07-08T10:00:00.290Z,0.01,<<uuid>>

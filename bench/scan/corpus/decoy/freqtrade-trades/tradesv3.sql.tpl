INSERT INTO orders VALUES(1,1,'buy','BTC/USDT',0,'<<digits:11>>','closed','BTC/USDT','limit','buy');
INSERT INTO orders VALUES(2,1,'sell','BTC/USDT',0,'<<uuid>>','closed','BTC/USDT','limit','sell');

Partition:3 Offset:918822 Key:<<uuid>> Value:{"sym":"BTCUSDT","px":"61200.1"}
Partition:3 Offset:918823 Key:<<uuid>> Value:{"sym":"ETHUSDT","px":"2401.7"}

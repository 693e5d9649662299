Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Label,TxHash
2024-02-01 11:00 UTC,0.5,ETH,,,,0x<<hex64>>
2024-02-03 12:30 UTC,,,1200,USDC,,0x<<hex64>>
2024-02-09 08:10 UTC,2.1,SOL,,,,<<base58:88>>
2024-03-11 17:45 UTC,0.01,BTC,,,,<<hex64>>

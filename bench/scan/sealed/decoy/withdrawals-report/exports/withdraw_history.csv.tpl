Date(UTC),Coin,Network,Amount,TransactionFee,Address,TXID,SourceAddress,PaymentID,Status
2026-01-11 08:31:22,BTC,BTC,0.0510,0.00015,<<address:btc>>,<<hex64>>,,,Completed
2026-01-15 19:02:10,ETH,ARBITRUM,1.2,0.0001,<<address:eth>>,0x<<hex64>>,,,Completed
2026-02-01 05:44:53,USDC,SOL,900,0.5,<<base58:44>>,<<base58:88>>,,,Completed
2026-02-03 11:20:00,XRP,XRP,400,0.2,r<<base58:33>>,<<HEX64>>,,<<digits:9>>,Completed

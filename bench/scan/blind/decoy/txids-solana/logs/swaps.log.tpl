[08:00:01] buy  <<base58:44>> 0.05 SOL sig=<<base58:88>>
[08:00:03] confirmed https://solscan.io/tx/<<base58:88>>
[08:04:41] sell <<base58:44>> blockhash=<<base58:44>> slot=301188271

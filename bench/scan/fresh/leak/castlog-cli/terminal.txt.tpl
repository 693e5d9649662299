$ cast wallet new
Successfully created new keypair.
Address:     <<address:eth#1>>
Private key: <<privateKey>>
$ cast balance <<address:eth#1>> --rpc-url https://rpc.ankr.com/arbitrum
412900000000000000

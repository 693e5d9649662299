forge build
cast balance <<address:eth>> --rpc-url https://arb1.arbitrum.io/rpc
cast send <<address:eth>> "claim()" --private-key <<privateKey>> --rpc-url https://arb-mainnet.g.alchemy.com/v2/<<key@alchemy>>
forge test -vvv
exit

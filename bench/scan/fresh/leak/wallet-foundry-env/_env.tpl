# forge script script/Deploy.s.sol --rpc-url $MAINNET_RPC_URL --broadcast --verify
PRIVATE_KEY=<<privateKey:nox>>
MAINNET_RPC_URL=https://eth-mainnet.g.alchemy.com/v2/<<key@alchemy>>
ETHERSCAN_API_KEY=<<key@etherscan>>
TREASURY=<<address:eth>>
WETH=<<address:eth>>

WALLET_PRIVATE_KEY=<<privateKey>>
RPC_ENDPOINT=https://mainnet.helius-rpc.com/?api-key=<<key@helius>>
RPC_WEBSOCKET_ENDPOINT=wss://mainnet.helius-rpc.com/?api-key=<<key@helius>>
COMMITMENT_LEVEL=confirmed
TARGET_MINT=<<base58:44>>
JITO_TIP_LAMPORTS=1000000
LOG_LEVEL=debug

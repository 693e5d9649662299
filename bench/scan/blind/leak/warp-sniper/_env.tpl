# Wallet
PRIVATE_KEY=<<privateKey>>

# Connection
RPC_ENDPOINT=https://mainnet.helius-rpc.com/?api-key=<<key@helius>>
RPC_WEBSOCKET_ENDPOINT=wss://mainnet.helius-rpc.com/?api-key=<<key@helius>>
COMMITMENT_LEVEL=confirmed

# Bot
LOG_LEVEL=debug
ONE_TOKEN_AT_A_TIME=true
QUOTE_MINT=WSOL
QUOTE_AMOUNT=0.05
BUY_SLIPPAGE=15

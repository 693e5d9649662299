NETWORK=mainnet
DYDX_ADDRESS=<<address:dydx>>
DYDX_MNEMONIC="<<mnemonic>>"
INDEXER_REST_ENDPOINT=https://indexer.dydx.trade/
INDEXER_WS_ENDPOINT=wss://indexer.dydx.trade/v4/ws
USD_PER_TRADE=50
ZSCORE_THRESH=1.5

{
  "exchange": {
    "name": "hyperliquid",
    "walletAddress": "<<address:eth>>",
    "privateKey": "<<privateKey>>",
    "ccxt_config": {},
    "ccxt_async_config": {}
  }
}

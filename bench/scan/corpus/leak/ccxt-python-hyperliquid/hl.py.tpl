import ccxt
ex = ccxt.hyperliquid({
    "walletAddress": "<<address:eth>>",
    "privateKey": "<<privateKey>>",
})
print(ex.fetch_positions())

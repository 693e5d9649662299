{
    "trading_mode": "futures",
    "stake_currency": "USDC",
    "exchange": {
        "name": "hyperliquid",
        "walletAddress": "<<address:eth>>",
        "privateKey": "<<privateKey>>",
        "pair_whitelist": ["BTC/USDC:USDC", "ETH/USDC:USDC"]
    }
}

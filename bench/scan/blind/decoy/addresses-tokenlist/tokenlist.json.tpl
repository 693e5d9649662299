{
  "name": "Bot tokens",
  "tokens": [
    {"chainId": 1, "address": "<<address:eth>>", "symbol": "WBTC", "decimals": 8, "logoURI": "ipfs://Qm<<base58:44>>"},
    {"chainId": 8453, "address": "<<address:eth>>", "symbol": "KEY", "decimals": 18, "logoURI": "https://example.org/<<hex40>>.png"}
  ]
}

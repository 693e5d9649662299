# changes need two approvals
btc:
  - {label: cold-1, address: <<address:btc>>}
  - {label: kraken deposit, address: "3<<base58:33>>"}
eth:
  - {label: treasury safe, address: "<<address:eth>>"}
  - {label: binance deposit, address: "<<address:eth>>"}
sol:
  - {label: ledger, address: <<base58:44>>}
tron:
  - {label: otc desk, address: T<<base58:33>>}

exchangeKeys:
  - name: binance-main
    exchange: binance
    secret: vault
    fingerprint: <<hex12>>
bots:
  - name: grid
    policy: spot-only

pools:
  - id: 0x<<hex64>>   # balancer pool id
    hooks: "0x<<hex40>>"
  - id: 0x<<hex64>>
orderbook_key: btc-perp

env: prod
account:
  l1_address: "<<address:eth>>"
  l2_address: "<<address:starknet>>"
  l2_private_key: "<<privateKey>>"
markets: [BTC-USD-PERP, ETH-USD-PERP]
max_order_usd: 900

bot:
  name: martin-eth
  dry_run: false
exchange:
  id: bybit
  testnet: false
  credentials:
    apiKey: <<key>>
    apiSecret: <<secret>>
strategy:
  symbol: ETHUSDT
  base_order: 25
  safety_orders: 6
  step_scale: 1.4
  volume_scale: 1.6
  take_profit: 0.9

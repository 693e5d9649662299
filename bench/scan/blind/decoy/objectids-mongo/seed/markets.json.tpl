[
  {"_id": {"$oid": "<<hex24>>"}, "symbol": "BTC-USDT", "exchange": "kucoin", "takerFee": 0.001},
  {"_id": {"$oid": "<<hex24>>"}, "symbol": "ETH-USDT", "exchange": "kucoin", "takerFee": 0.001}
]

[
  {"id": "<<hex32>>", "amount": "120.5", "coin": "USDT", "network": "TRX", "address": "T<<base58:33>>", "txId": "<<hex64>>", "status": 6},
  {"id": "<<hex32>>", "amount": "0.8", "coin": "ETH", "network": "ARBITRUM", "address": "<<address:eth>>", "txId": "0x<<hex64>>", "status": 6}
]

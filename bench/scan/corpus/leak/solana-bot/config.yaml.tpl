solana:
  rpc: https://mainnet.helius-rpc.com/?api-key=<<key:uuid@helius>>
  private_key: <<privateKey:base58>>
  slippage_bps: 300

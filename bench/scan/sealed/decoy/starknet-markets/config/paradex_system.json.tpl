{
  "starknet_gateway_url": "https://potc.example/paradex-mainnet-01",
  "starknet_chain_id": "PRIVATE_SN_PARACLEAR_MAINNET",
  "paraclear_address": "<<address:starknet>>",
  "paraclear_account_hash": "<<address:starknet>>",
  "paraclear_account_proxy_hash": "<<address:starknet>>",
  "oracle_address": "<<address:starknet>>",
  "bridged_tokens": [{"name": "USDC", "l1_token_address": "<<address:eth>>", "l2_token_address": "<<address:starknet>>"}]
}

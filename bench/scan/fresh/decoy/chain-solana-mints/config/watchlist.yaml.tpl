program: <<base58:44>>
mints:
  BONK: <<base58:44>>
  WIF: <<base58:44>>
wallets_to_copy:
  - label: kol-1
    address: <<base58:44>>
  - label: kol-2
    address: <<base58:44>>
last_signature: <<base58:88>>
blockhash: <<base58:44>>

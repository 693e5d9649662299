chain_id: dydx-mainnet-1
validators:
  - moniker: north-stake
    operator: dydxvaloper1<<bech32:38>>
    consensus_pubkey:
      "@type": /cosmos.crypto.ed25519.PubKey
      key: <<base64:44>>
  - moniker: blue-fish
    operator: dydxvaloper1<<bech32:38>>
    consensus_pubkey:
      "@type": /cosmos.crypto.ed25519.PubKey
      key: <<base64:44>>

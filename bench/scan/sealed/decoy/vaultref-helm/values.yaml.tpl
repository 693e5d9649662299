exchange:
  name: bitget
  apiKey: vault:secret/data/trading/bitget#api_key
  apiSecret: vault:secret/data/trading/bitget#api_secret
  passphrase: vault:secret/data/trading/bitget#passphrase
image:
  repository: ghcr.example/desk/grid
  digest: sha256:<<hex64>>
existingSecret: bitget-grid-credentials-v2

replicaCount: 1
image:
  repository: ghcr.io/acme/pycryptobot
  tag: latest
binance_key: |-
  <<key>>
  <<secret>>
config: >
  { "api_key_file": "/app/keys/binance.key" }

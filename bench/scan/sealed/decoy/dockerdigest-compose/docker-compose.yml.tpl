services:
  bot:
    image: ghcr.example/desk/bot@sha256:<<hex64>>
    environment:
      EXCHANGE_API_KEY_FILE: /run/secrets/exchange_api_key
      EXCHANGE_API_SECRET_FILE: /run/secrets/exchange_api_secret
    secrets: [exchange_api_key, exchange_api_secret]
  db:
    image: timescale/timescaledb@sha256:<<hex64>>
secrets:
  exchange_api_key:
    file: ./secrets/key
  exchange_api_secret:
    file: ./secrets/secret

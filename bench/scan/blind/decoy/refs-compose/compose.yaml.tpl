services:
  bot:
    image: registry.example.org/bot@sha256:<<hex64>>
    secrets: [bybit_key, bybit_secret]
    environment:
      BYBIT_API_KEY_FILE: /run/secrets/bybit_key
      BYBIT_API_SECRET_FILE: /run/secrets/bybit_secret
secrets:
  bybit_key: {file: ./secrets/bybit_key.txt}
  bybit_secret: {external: true}

services:
  bot:
    image: ghcr.io/swingdesk/bot:2.1.0@sha256:<<hex64>>
    environment:
      BITGET_API_KEY: ${BITGET_API_KEY:?missing}
      BITGET_SECRET: ${BITGET_SECRET}
      BITGET_PASSPHRASE: ${BITGET_PASSPHRASE:-}
      KRAKEN_KEY_FILE: /run/secrets/kraken_key
    secrets: [kraken_key]
secrets:
  kraken_key:
    file: ./secrets/kraken_key.txt

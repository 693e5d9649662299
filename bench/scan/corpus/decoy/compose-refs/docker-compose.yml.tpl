services:
  bot:
    environment:
      BINANCE_API_KEY: ${BINANCE_API_KEY}
      BINANCE_API_SECRET: "${BINANCE_API_SECRET:?set it}"
      OKX_PASSPHRASE_FILE: /run/secrets/okx_passphrase
    secrets: [okx_passphrase]

services:
  bot:
    image: ghcr.io/acme/okx-bot:1.14.2@sha256:<<hex64>>
    secrets: [okx_api_key, okx_api_secret, okx_passphrase]
    environment:
      OKX_API_KEY_FILE: /run/secrets/okx_api_key
      OKX_API_SECRET_FILE: /run/secrets/okx_api_secret
      OKX_PASSPHRASE_FILE: /run/secrets/okx_passphrase
      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it in .env}
secrets:
  okx_api_key: {file: ./secrets/okx_api_key.txt}
  okx_api_secret: {file: ./secrets/okx_api_secret.txt}
  okx_passphrase: {external: true}

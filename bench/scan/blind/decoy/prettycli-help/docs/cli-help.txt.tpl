usage: bot [-h] --api-key API_KEY --api-secret API_SECRET [--passphrase PASSPHRASE]

options:
  --api-key API_KEY        key of the exchange (or set BOT_API_KEY)
  --api-secret API_SECRET  secret of the exchange (or set BOT_API_SECRET)
  --private-key-file PATH  file with the agent's private key
  --mnemonic-stdin         read the seed words from standard input

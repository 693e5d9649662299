BINANCE_API_KEY=op://Trading/binance-live/username
BINANCE_API_SECRET=op://Trading/binance-live/credential
KRAKEN_SECRET=vault:secret/data/bots/kraken#api_secret
OKX_SECRET_KEY=arn:aws:secretsmanager:eu-central-1:<<digits:12>>:secret:bots/okx-a1B2c3
BYBIT_SECRET=projects/<<digits:12>>/secrets/bybit-secret/versions/latest
DERIBIT_SECRET=@Microsoft.KeyVault(SecretUri=https://bots.vault.azure.net/secrets/deribit/<<hex32>>)
GATE_SECRET=ref+vault://secret/bots/gate#/secret

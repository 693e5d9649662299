BINANCE_API_KEY="op://Trading/Binance main/api key"
BINANCE_API_SECRET=op://Trading/<<base32l:26>>/secret
KRAKEN_SECRET={{ vault.kv.kraken.secret }}
BYBIT_SECRET=vault:secret/data/bots/bybit#secret
COINBASE_KEY=arn:aws:secretsmanager:eu-central-1:123456789012:secret:coinbase-<<alnum:6>>

DATABASE_URL = "postgresql://bot:<<password>>@db.example.org:5432/trades"
RPC_URL = "wss://eth-mainnet.g.alchemy.com/v2/<<key@alchemy>>"
SENTRY_DSN = "https://<<hex32>>@o123.ingest.sentry.io/456"

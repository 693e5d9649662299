# op run --env-file=.env.tpl -- python bot.py
BYBIT_API_KEY="op://Trading/Bybit main/username"
BYBIT_API_SECRET="op://Trading/Bybit main/credential"
DERIBIT_CLIENT_ID="op://Trading/Deribit/client id"
DERIBIT_CLIENT_SECRET="op://vaults/<<alnum:26>>/items/<<base32l:26>>/secret"
TELEGRAM_TOKEN="op://Trading/<<base32l:26>>/token"
HYPERLIQUID_PRIVATE_KEY="op://Trading/HL agent/private key"

OKX_API_KEY="op://Trading/okx-main/api key"
OKX_API_SECRET="op://Trading/okx-main/secret"
OKX_PASSPHRASE="op://<<base32l:26>>/<<base32l:26>>/passphrase"
TZ=UTC

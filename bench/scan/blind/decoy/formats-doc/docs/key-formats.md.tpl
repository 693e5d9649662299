| Exchange | API key | Secret |
|---|---|---|
| Binance | 64 letters and digits | 64 letters and digits |
| Bybit | 18 | 36 |
| OKX | UUID with dashes | 32 upper case hex digits |
| Kraken | 56 characters base64 | 88 characters base64, ends with `==` |
| Bitget | `bg_` + 32 hex | 64 hex |
| Crypto.com | 22 | `cxakp_` + 22 |

# Key rotation

- API keys: every 90 days, at once after a laptop is lost.
- Secrets live in the vault only; `.env` files are banned.
- Fingerprints of the current keys (first 8 of SHA-256): binance `<<hex8>>`, okx `<<hex8>>`, kraken `<<hex8>>`.

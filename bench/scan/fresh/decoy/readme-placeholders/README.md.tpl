# kucoin-grid

```bash
export KUCOIN_API_KEY=<your api key>
export KUCOIN_API_SECRET=<your api secret>
export KUCOIN_API_PASSPHRASE=<your passphrase>
docker run -e TELEGRAM_TOKEN=REPLACE_ME ghcr.io/example/kucoin-grid:1.0
```

```python
client = Client("api_key", "api_secret", "passphrase")
client = Client(api_key="YOUR_API_KEY", api_secret="YOUR_API_SECRET")
```

Donate: `<<address:btc>>` or `<<address:eth>>`

# Getting started

1. Create a key on Binance and copy it.
2. Put it into `.env`:

```
BINANCE_API_KEY=your_api_key_here
BINANCE_API_SECRET=your_api_secret_here
TELEGRAM_TOKEN=123456:ABC-your-bot-token
```

3. Start with `docker compose up -d`.

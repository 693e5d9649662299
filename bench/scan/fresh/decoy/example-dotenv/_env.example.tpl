# copy to .env and fill in
BYBIT_API_KEY=your_bybit_api_key_here
BYBIT_API_SECRET=your_bybit_api_secret_here
OKX_API_KEY=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
OKX_SECRET_KEY=XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX
OKX_PASSPHRASE=<passphrase>
TELEGRAM_BOT_TOKEN=123456789:ABCdefGHIjklMNOpqrsTUVwxyz
DISCORD_WEBHOOK=https://discord.com/api/webhooks/ID/TOKEN
PRIVATE_KEY=0x0000000000000000000000000000000000000000000000000000000000000000
DATABASE_URL=postgres://user:password@localhost:5432/bot

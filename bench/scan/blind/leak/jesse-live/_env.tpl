APP_PORT=9000
POSTGRES_HOST=postgres
POSTGRES_NAME=jesse_db
POSTGRES_PORT=5432
POSTGRES_USERNAME=jesse_user
POSTGRES_PASSWORD=password
REDIS_HOST=redis

# ==============================
# Live trade
# ==============================
LICENSE_API_TOKEN=<<token@jesse>>

BYBIT_USDT_PERPETUAL_API_KEY=<<key>>
BYBIT_USDT_PERPETUAL_API_SECRET=<<secret>>

GENERAL_TELEGRAM_BOT_TOKEN=<<token@telegram>>
GENERAL_TELEGRAM_BOT_CHAT_ID=220184912
GENERAL_DISCORD_WEBHOOK=<<webhook@discord>>

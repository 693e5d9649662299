USERNAME=admin
PASSWORD=<<password>>
CONFIG_PASSWORD=<<password#2>>
BROKER_PASSWORD=<<password#3>>
DATABASE_URL=postgresql+asyncpg://hbot:<<password#4>>@localhost:5432/hummingbot_api

BYBIT_API_KEY="op://Trading/bybit-main/username"
BYBIT_API_SECRET="op://Trading/bybit-main/credential"
DATABASE_URL="op://Trading/postgres/url"

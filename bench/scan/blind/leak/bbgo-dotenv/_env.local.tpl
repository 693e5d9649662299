SLACK_TOKEN=<<token@slack>>

TELEGRAM_BOT_TOKEN=<<token@telegram>>
TELEGRAM_BOT_AUTH_TOKEN=

BINANCE_API_KEY=<<key>>
BINANCE_API_SECRET=<<secret>>

OKEX_API_KEY=<<key@okx>>
OKEX_API_SECRET=<<secret@okx>>
OKEX_API_PASSPHRASE=<<passphrase@okx>>

MYSQL_URL=root@tcp(127.0.0.1:3306)/bbgo?parseTime=true

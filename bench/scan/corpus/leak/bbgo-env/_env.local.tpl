SLACK_TOKEN=<<token@slack>>
TELEGRAM_BOT_TOKEN=<<token@telegram>>
DB_DRIVER=mysql
DB_DSN=root:<<password>>@tcp(127.0.0.1:3306)/bbgo

BINANCE_API_KEY=<<key@binance>>
BINANCE_API_SECRET=<<secret@binance>>
OKEX_API_KEY=<<key@okx>>
OKEX_API_SECRET=<<secret@okx>>
OKEX_API_PASSPHRASE=<<passphrase@okx>>
BITFINEX_API_KEY=<<key@bitfinex>>
BITFINEX_API_SECRET=<<secret@bitfinex>>
KUCOIN_API_KEY=<<key@kucoin>>
KUCOIN_API_SECRET=<<secret@kucoin>>
KUCOIN_API_PASSPHRASE=<<passphrase@kucoin>>
KUCOIN_API_KEY_VERSION=2

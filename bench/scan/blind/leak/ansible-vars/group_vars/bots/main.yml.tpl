---
bot_user: trader
bot_repo: git@github.com:nkr/lender.git
bot_version: v0.9.4
bitfinex_api_key: <<key>>
bitfinex_api_secret: <<secret>>
bot_env:
  TZ: UTC
  LOG_LEVEL: debug

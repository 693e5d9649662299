./scripts/add_credentials.sh \
  --connector binance \
  --account master_account \
  --credentials '{"binance_api_key":"<<key>>","binance_api_secret":"<<secret>>"}'

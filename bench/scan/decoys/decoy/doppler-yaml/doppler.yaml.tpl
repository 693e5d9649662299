setup:
  - project: kucoin-grid
    config: prd
# doppler run -- node bot.js
# doppler secrets  (names only)
#   KUCOIN_API_KEY  KUCOIN_API_SECRET  KUCOIN_API_PASSPHRASE  DOPPLER_PROJECT  DOPPLER_CONFIG
flags:
  env-warning: false
  attach-analytics-id: <<uuid>>

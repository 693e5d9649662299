#!/usr/bin/env bash
set -euo pipefail
# values live in SSM under /kucoin-bot/*; list them with `chamber list kucoin-bot`
#   Key                   Version  LastModified      User
#   kucoin_api_key        4        2026-04-02 10:01  arn:aws:iam::<<digits:12>>:user/ci
#   kucoin_api_secret     4        2026-04-02 10:01  arn:aws:iam::<<digits:12>>:user/ci
#   kucoin_passphrase     2        2026-01-19 17:40  arn:aws:iam::<<digits:12>>:user/ci
export CHAMBER_KMS_KEY_ALIAS=alias/trading-parameter-store
exec chamber exec kucoin-bot -- node dist/main.js --exchange kucoin

#!/usr/bin/env bash
set -euo pipefail
export VAULT_ADDR=https://vault.desk.example:8200
export VAULT_TOKEN=<<token>>
vault kv get -format=json secret/trading/binance | jq -r '.data.data | to_entries[] | "\(.key)=\(.value)"' > /run/bot.env
exec /opt/bot/bin/bot --env /run/bot.env

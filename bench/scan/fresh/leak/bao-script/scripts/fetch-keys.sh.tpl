#!/usr/bin/env bash
set -euo pipefail
export BAO_ADDR=https://bao.internal.swingdesk.internal:8200
export BAO_TOKEN=<<token>>
bao kv get -format=json secret/bots/binance | jq -r '.data.data.api_key' > /run/bot/key
bao token lookup -format=json | jq .data.ttl

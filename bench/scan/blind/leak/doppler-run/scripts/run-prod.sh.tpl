#!/usr/bin/env bash
set -euo pipefail
export DOPPLER_TOKEN="<<token>>"
exec doppler run --project funding-bot --config prd -- node dist/main.js

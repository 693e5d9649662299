#!/bin/bash
# first start after docker compose up, only once per box
set -eu
curl -s -X POST http://localhost:15888/wallet/add \
  -H 'Content-Type: application/json' \
  -d '{"chain":"ethereum","network":"arbitrum","privateKey":"<<privateKey>>"}'
curl -s -X POST http://localhost:15888/wallet/add \
  -H 'Content-Type: application/json' \
  -d '{"chain":"solana","network":"mainnet-beta","privateKey":"<<privateKey@solana>>"}'

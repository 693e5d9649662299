#!/usr/bin/env bash
API_EXCHANGE="COINBASE"
API_CURRENCY="BTC/EUR"
API_KEY="<<key>>"
API_SECRET="<<secret:ec-pem|esc>>"
API_KEY_ID="<<uuid>>"
./K-trading-bot --exchange $API_EXCHANGE --currency $API_CURRENCY --apikey ${API_KEY} --secret "${API_SECRET}"

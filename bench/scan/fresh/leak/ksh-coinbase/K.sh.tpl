#!/usr/bin/env sh
K_BINARY_FILE="K-trading-bot"
OPTIONAL_ARGUMENTS="--colors --naked --heartbeat"
API_EXCHANGE="COINBASE"
#API_EXCHANGE="BINANCE"
API_CURRENCY="BTC/EUR"
API_KEY="<<key>>"
API_SECRET="<<secret|esc>>"
#API_KEY_ID="exampleapikeyid"

      $K_BINARY_FILE                                    \
        --title      ${0##*/}                           \
        --exchange   ${API_EXCHANGE:-""}                \
        --currency   ${API_CURRENCY:-""}                \
        --apikey     ${API_KEY:-""}                     \
        --secret     "${API_SECRET:-""}"                \
                     $OPTIONAL_ARGUMENTS "$@"           ;

#!/usr/bin/env sh
K_BINARY_FILE="K-trading-bot"
OPTIONAL_ARGUMENTS="--colors --naked --port 3000"

#API_EXCHANGE="COINBASE"
API_EXCHANGE="BITMEX"
API_CURRENCY="XBT/USD"
API_KEY="<<key>>"
API_SECRET="<<secret>>"

      $K_BINARY_FILE                      \
        --title      ${0##*/}             \
        --exchange   ${API_EXCHANGE:-""}  \
        --currency   ${API_CURRENCY:-""}  \
        --apikey     ${API_KEY:-""}       \
        --secret     "${API_SECRET:-""}"  \
                     $OPTIONAL_ARGUMENTS "$@" ;

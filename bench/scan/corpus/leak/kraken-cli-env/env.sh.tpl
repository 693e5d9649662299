export KRAKEN_API_KEY="<<key@kraken>>"
export KRAKEN_API_SECRET="<<secret@kraken>>"
export KRAKEN_FUTURES_API_KEY="<<key@krakenfutures>>"
export KRAKEN_FUTURES_API_SECRET="<<secret@krakenfutures>>"

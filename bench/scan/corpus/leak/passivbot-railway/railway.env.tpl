PB_EXCHANGE="bitget"
PB_API_KEY="<<key>>"
PB_API_SECRET="<<secret>>"
PB_API_PASSPHRASE="<<passphrase>>"

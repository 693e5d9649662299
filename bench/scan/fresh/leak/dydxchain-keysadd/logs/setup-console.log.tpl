$ dydxprotocold keys add grid-bot --keyring-backend test

- address: <<address:dydx#1>>
  name: grid-bot
  pubkey: '{"@type":"/cosmos.crypto.secp256k1.PubKey","key":"<<base64:44>>"}'
  type: local

**Important** write this mnemonic phrase in a safe place.
It is the only way to recover your account if you ever forget your password.

<<mnemonic>>
$ dydxprotocold query bank balances <<address:dydx#1>>
balances: []

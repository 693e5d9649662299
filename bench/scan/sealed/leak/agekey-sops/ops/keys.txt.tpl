# created: 2026-01-12T09:31:40+01:00
# public key: age1<<bech32:58>>
<<privateKey>>

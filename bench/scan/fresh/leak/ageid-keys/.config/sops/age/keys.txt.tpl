# created: 2024-02-19T21:04:55+01:00
# public key: age1<<bech32:58>>
<<privateKey>>

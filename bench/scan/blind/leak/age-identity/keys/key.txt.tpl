# created: 2025-04-02T11:40:18+02:00
# public key: age1<<bech32:58>>
<<privateKey>>

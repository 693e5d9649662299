[programs.mainnet]
arb_router = "<<base58:44>>"
tip_escrow = "<<base58:44>>"

[provider]
cluster = "mainnet"
wallet = "~/.config/solana/id.json"

[[test.genesis]]
address = "<<base58:44>>"
program = "dex.so"

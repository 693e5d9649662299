<<privateKey:solana-bytes>>

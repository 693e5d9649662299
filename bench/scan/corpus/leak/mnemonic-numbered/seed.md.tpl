# Seed
<<mnemonic:24|numbered>>

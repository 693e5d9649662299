trust wallet (phone, bought 2023)
<<mnemonic:12>>

ledger - in the drawer

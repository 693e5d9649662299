MetaMask - new laptop (June)

account 1  <<address:eth>>

recovery phrase:
<<mnemonic|numbered>>

DON'T share. also in the drawer

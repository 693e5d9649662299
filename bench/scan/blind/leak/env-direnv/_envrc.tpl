use nix
export DYDX_NETWORK=mainnet
export DYDX_ADDRESS=<<address:dydx>>
export DYDX_MNEMONIC="<<mnemonic:24>>"
export DYDX_SUBACCOUNT=0

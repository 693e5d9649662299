connector: dydx_v4_perpetual
dydx_v4_perpetual_secret_phrase: <<mnemonic:24>>
dydx_v4_perpetual_chain_address: <<address:dydx>>

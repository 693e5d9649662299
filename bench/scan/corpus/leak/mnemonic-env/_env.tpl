DYDX_NETWORK=mainnet
DYDX_TEST_MNEMONIC="<<mnemonic:24>>"
NODE_ENV=production

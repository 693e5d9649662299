# API keys for external services
helius: '<<key:uuid@helius>>'
infura: '<<key:hex32@infura>>'
coingecko: '<<key@coingecko>>'
etherscan: '<<key@etherscan>>'

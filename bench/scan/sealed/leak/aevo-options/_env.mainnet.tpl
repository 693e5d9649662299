AEVO_ENV=mainnet
AEVO_API_KEY=<<key>>
AEVO_API_SECRET=<<secret>>
AEVO_SIGNING_KEY=<<privateKey>>
AEVO_WALLET=<<address:eth>>

CRYPTOCOMPARE_API_KEY=<<token>>
GLASSNODE_API_KEY=<<token@glassnode>>
MORALIS_API_KEY=<<token@moralis>>
COINAPI_KEY=<<token@coinapi>>
QUICKNODE_URL=https://red-quiet-moon.base-mainnet.quiknode.pro/<<token@quicknode>>/

export WEB3_INFURA_PROJECT_ID=<<key@infura>>
export PRIVATE_KEY=<<privateKey:nox@ethereum>>
export MORALIS_API_KEY=<<token@moralis>>
export MIN_PROFIT_WEI=4000000000000000

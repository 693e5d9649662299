name,public_key,secret_key,sol
sniper1,<<base58:44>>,<<privateKey>>,1.204
sniper2,<<base58:44>>,<<privateKey#2>>,0.88

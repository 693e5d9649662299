[signer]
kind = "aws-kms"
key_id = "arn:aws:kms:eu-west-1:<<digits:12>>:key/<<uuid>>"
address = "<<address:eth>>"

[exchange]
name = "binance"
api_key_file = "/run/secrets/binance_key"
api_secret_file = "/run/secrets/binance_secret"

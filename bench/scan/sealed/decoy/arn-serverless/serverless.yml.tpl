service: cb-rebalance
provider:
  name: aws
  environment:
    COINBASE_API_SECRET_ARN: arn:aws:secretsmanager:eu-west-1:<<digits:12>>:secret:prod/coinbase/api-AbCdEf
    COINBASE_KEY_NAME: ${ssm:/prod/coinbase/key_name}
    COINBASE_PRIVATE_KEY: ${ssm:/prod/coinbase/private_key}
    KMS_KEY: arn:aws:kms:eu-west-1:<<digits:12>>:key/<<uuid>>
functions:
  run:
    handler: app.run
    layers:
      - arn:aws:lambda:eu-west-1:<<digits:12>>:layer:ccxt:7

{
  "family": "kucoin-lend",
  "networkMode": "awsvpc",
  "executionRoleArn": "arn:aws:iam::<<digits:12>>:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "bot",
      "image": "<<digits:12>>.dkr.ecr.eu-west-1.amazonaws.com/lend@sha256:<<hex64>>",
      "essential": true,
      "environment": [
        {"name": "KUCOIN_KEY", "value": "<<key>>"},
        {"name": "KUCOIN_SECRET", "value": "<<secret>>"},
        {"name": "KUCOIN_PASSPHRASE", "value": "<<passphrase>>"},
        {"name": "CURRENCY", "value": "USDT"}
      ]
    }
  ],
  "cpu": "256",
  "memory": "512"
}

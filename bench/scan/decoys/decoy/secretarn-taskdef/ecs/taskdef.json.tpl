{
  "family": "binance-arb",
  "executionRoleArn": "arn:aws:iam::<<digits:12>>:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "arb",
      "image": "<<digits:12>>.dkr.ecr.eu-central-1.amazonaws.com/arb@sha256:<<hex64>>",
      "secrets": [
        {"name": "BINANCE_API_KEY", "valueFrom": "arn:aws:secretsmanager:eu-central-1:<<digits:12>>:secret:prod/binance-<<alnum:6>>:api_key::"},
        {"name": "BINANCE_API_SECRET", "valueFrom": "arn:aws:secretsmanager:eu-central-1:<<digits:12>>:secret:prod/binance-<<alnum:6>>:api_secret::"},
        {"name": "SLACK_WEBHOOK_URL", "valueFrom": "arn:aws:ssm:eu-central-1:<<digits:12>>:parameter/prod/slack/webhook"}
      ],
      "environment": [{"name": "LOG_LEVEL", "value": "info"}]
    }
  ]
}

service: cdc-dca
frameworkVersion: "3"
provider:
  name: aws
  runtime: nodejs20.x
  region: ap-southeast-1
  environment:
    CDC_API_KEY: <<key>>
    CDC_API_SECRET: <<secret>>
    STAGE: ${opt:stage, 'prod'}
functions:
  buy:
    handler: src/buy.handler
    events:
      - schedule: cron(0 1 ? * SUN *)

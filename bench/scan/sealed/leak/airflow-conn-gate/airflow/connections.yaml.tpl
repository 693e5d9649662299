gate_live:
  conn_type: http
  host: https://api.gateio.ws
  login: <<key>>
  password: <<secret>>
  schema: https
  port: 443
  extra: '{"settle": "usdt", "timeout": 10}'
slack_alerts:
  conn_type: slackwebhook
  host: https://hooks.slack.com/services
  password: <<webhook@slack>>

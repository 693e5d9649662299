global:
  resolve_timeout: 5m
  slack_api_url: '<<webhook@slack>>'
route:
  receiver: oncall
  group_by: [alertname, bot]
receivers:
  - name: oncall
    pagerduty_configs:
      - routing_key: <<key>>
        severity: critical
  - name: chat
    telegram_configs:
      - bot_token: '<<token@telegram>>'
        chat_id: -100<<digits:10>>
        parse_mode: HTML

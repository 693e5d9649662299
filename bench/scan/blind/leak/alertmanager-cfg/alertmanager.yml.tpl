route:
  receiver: desk
receivers:
  - name: desk
    slack_configs:
      - api_url: <<webhook>>
        channel: '#fills'
    pagerduty_configs:
      - routing_key: <<key@pagerduty>>

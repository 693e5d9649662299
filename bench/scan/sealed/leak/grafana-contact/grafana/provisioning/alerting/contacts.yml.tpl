apiVersion: 1
contactPoints:
  - orgId: 1
    name: trading-desk
    receivers:
      - uid: tg-desk
        type: telegram
        settings:
          bottoken: <<token@telegram>>
          chatid: "-100<<digits:10>>"
      - uid: dc-desk
        type: discord
        settings:
          url: <<webhook@discord>>
      - uid: pd-desk
        type: pagerduty
        settings:
          integrationKey: <<key@pagerduty>>
          severity: critical

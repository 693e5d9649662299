apiVersion: v1
kind: ConfigMap
metadata:
  name: bot-settings
data:
  settings.toml: |
    [exchange]
    name = "htx"
    access_key = "<<key>>"
    secret_key = "<<secret>>"
  LOG_LEVEL: info

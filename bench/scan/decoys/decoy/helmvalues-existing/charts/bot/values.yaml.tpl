image:
  repository: ghcr.io/acme/gate-bot
  digest: sha256:<<hex64>>
exchange:
  name: gate
  existingSecret: gate-api
  apiKey: ""
  apiSecret: ""
  secretKeys:
    apiKey: api-key
    apiSecret: api-secret
telegram:
  enabled: false
  token: ""
  tokenSecretRef: {name: telegram, key: bot-token}
postgresql:
  auth:
    existingSecret: pg
    password: ""

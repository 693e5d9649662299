apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: htx-bot
spec:
  refreshInterval: 1h
  secretStoreRef: {name: aws, kind: ClusterSecretStore}
  target: {name: htx-bot}
  data:
    - secretKey: HTX_ACCESS_KEY
      remoteRef: {key: prod/htx, property: access_key}
    - secretKey: HTX_SECRET_KEY
      remoteRef: {key: prod/htx, property: secret_key}
status:
  syncedResourceVersion: 4-<<hex32>>

apiVersion: v1
kind: Secret
metadata:
  name: bybit-credentials
  namespace: bots
type: Opaque
data:
  api-key: <<key|b64>>
  api-secret: <<secret|b64>>

apiVersion: v1
kind: Secret
metadata:
  name: binance-api
  namespace: bots
type: Opaque
data:
  BINANCE_API_KEY: <<key|b64>>
  BINANCE_API_SECRET: <<secret|b64>>

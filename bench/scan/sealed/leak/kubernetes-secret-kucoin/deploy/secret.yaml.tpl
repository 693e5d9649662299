apiVersion: v1
kind: Secret
metadata:
  name: kucoin-mm
  namespace: trading
  labels:
    app: market-maker
type: Opaque
data:
  KUCOIN_API_KEY: <<key|b64>>
  KUCOIN_API_SECRET: <<secret|b64>>
  KUCOIN_API_PASSPHRASE: <<passphrase|b64>>

apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: bybit-keys
  namespace: trading
spec:
  encryptedData:
    BYBIT_API_KEY: AgB<<base64:400>>
    BYBIT_API_SECRET: AgC<<base64:400>>
  template:
    metadata:
      name: bybit-keys
    type: Opaque

apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: bybit
  namespace: bots
spec:
  encryptedData:
    API_KEY: Ag<<base64:684>>
    API_SECRET: Ag<<base64:684>>
  template:
    metadata:
      name: bybit

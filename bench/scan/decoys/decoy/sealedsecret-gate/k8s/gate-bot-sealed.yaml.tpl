apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: gate-api
  namespace: bots
spec:
  encryptedData:
    GATE_API_KEY: Ag<<alnum:340>>
    GATE_API_SECRET: Ag<<alnum:380>>
  template:
    metadata:
      name: gate-api
      namespace: bots
    type: Opaque

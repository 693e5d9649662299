apiVersion: external-secrets.io/v1beta1
kind: ExternalSecret
metadata:
  name: bybit
  uid: <<uuid>>
spec:
  secretStoreRef: {name: gsm, kind: ClusterSecretStore}
  data:
    - secretKey: API_KEY
      remoteRef: {key: bybit-api-key, version: "4"}
    - secretKey: API_SECRET
      remoteRef: {key: bybit-api-secret}

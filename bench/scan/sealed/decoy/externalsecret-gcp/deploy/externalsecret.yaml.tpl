apiVersion: external-secrets.io/v1beta1
kind: ExternalSecret
metadata:
  name: cbx-maker
spec:
  refreshInterval: 1h
  secretStoreRef: {kind: ClusterSecretStore, name: gcp-desk-prod}
  data:
    - secretKey: CBX_API_KEY
      remoteRef: {key: cbx-maker-api-key, version: "4"}
    - secretKey: CBX_API_SECRET
      remoteRef: {key: cbx-maker-api-secret, version: "4"}
    - secretKey: CBX_PASSPHRASE
      remoteRef: {key: cbx-maker-passphrase, version: latest}

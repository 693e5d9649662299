apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: kucoin }
spec:
  encryptedData:
    apiSecret: AgB<<base64:600>>
    passphrase: AgC<<base64:600>>

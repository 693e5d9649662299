apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: kraken
spec:
  encryptedData:
    api-key: AgB<<base64:680>>
    api-secret: AgA<<base64:680>>

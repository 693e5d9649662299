apiVersion: v1
kind: Secret
metadata: { name: kucoin }
stringData:
  api-key: <<key>>
  api-secret: <<secret>>
  api-passphrase: "<<passphrase>>"

apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Secret
    metadata:
      name: bitstamp-live
    type: Opaque
    data:
      BITSTAMP_API_KEY: <<key|b64>>
      BITSTAMP_API_SECRET: <<secret|b64>>
  - apiVersion: v1
    kind: ConfigMap
    metadata:
      name: bot-config
    data:
      PAIRS: btcusd,ethusd
      SPREAD: "0.0018"

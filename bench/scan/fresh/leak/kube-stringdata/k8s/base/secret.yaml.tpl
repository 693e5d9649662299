apiVersion: v1
kind: Secret
metadata:
  name: arb-secrets
  namespace: trading
type: Opaque
stringData:
  MEXC_ACCESS_KEY: <<key>>
  MEXC_SECRET_KEY: <<secret>>
  TG_TOKEN: "<<token@telegram>>"

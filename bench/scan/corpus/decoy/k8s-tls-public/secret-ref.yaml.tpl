env:
  - name: BINANCE_API_SECRET
    valueFrom: { secretKeyRef: { name: binance-api, key: BINANCE_API_SECRET } }
  - name: OKX_PASSPHRASE
    valueFrom: { secretKeyRef: { name: okx, key: passphrase } }

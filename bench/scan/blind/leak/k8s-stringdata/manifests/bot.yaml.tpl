apiVersion: v1
kind: Secret
metadata:
  name: funding-bot
stringData:
  BINANCE_API_KEY: "<<key>>"
  BINANCE_API_SECRET: "<<secret>>"
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: funding-bot
spec:
  replicas: 1
  selector: {matchLabels: {app: funding-bot}}
  template:
    metadata: {labels: {app: funding-bot}}
    spec:
      containers:
        - name: bot
          image: funding-bot@sha256:<<hex64>>
          envFrom: [{secretRef: {name: funding-bot}}]

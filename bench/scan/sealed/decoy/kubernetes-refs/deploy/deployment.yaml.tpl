apiVersion: apps/v1
kind: Deployment
metadata:
  name: kraken-dca
  uid: <<uuid>>
  annotations:
    checksum/config: <<hex64>>
    checksum/secret: <<hex64>>
spec:
  selector: {matchLabels: {app: kraken-dca}}
  template:
    metadata: {labels: {app: kraken-dca, pod-template-hash: <<hex10>>}}
    spec:
      containers:
        - name: dca
          image: ghcr.example/desk/dca@sha256:<<hex64>>
          env:
            - name: KRAKEN_API_KEY
              valueFrom: {secretKeyRef: {name: kraken-dca, key: api-key}}
            - name: KRAKEN_API_SECRET
              valueFrom: {secretKeyRef: {name: kraken-dca, key: api-secret}}

apiVersion: apps/v1
kind: Deployment
metadata:
  name: mm
  uid: <<uuid>>
  annotations:
    checksum/config: <<hex64>>
    checksum/secret: <<hex64>>
spec:
  template:
    spec:
      containers:
        - name: mm
          image: registry.swingdesk.internal/mm@sha256:<<hex64>>
          env:
            - name: MEXC_API_KEY
              valueFrom: {secretKeyRef: {name: mexc, key: api_key}}
            - name: MEXC_SECRET
              valueFrom: {secretKeyRef: {name: mexc, key: api_secret}}

apiVersion: apps/v1
kind: Deployment
metadata:
  name: bybit-mm
  uid: <<uuid>>
  resourceVersion: "<<digits:9>>"
spec:
  replicas: 1
  selector: {matchLabels: {app: bybit-mm}}
  template:
    metadata:
      labels: {app: bybit-mm, pod-template-hash: <<alnum:10>>}
      annotations:
        checksum/secret: <<hex64>>
        checksum/config: <<hex64>>
    spec:
      containers:
        - name: mm
          image: ghcr.io/acme/mm@sha256:<<hex64>>
          env:
            - name: BYBIT_API_KEY
              valueFrom: {secretKeyRef: {name: bybit, key: api-key}}
            - name: BYBIT_API_SECRET
              valueFrom: {secretKeyRef: {name: bybit, key: api-secret}}
            - name: REDIS_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: redis
                  key: password
          volumeMounts:
            - {name: keys, mountPath: /run/keys, readOnly: true}
      volumes:
        - name: keys
          secret: {secretName: bybit-ed25519, defaultMode: 0400}

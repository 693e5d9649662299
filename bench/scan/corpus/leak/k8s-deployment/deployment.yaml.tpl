apiVersion: apps/v1
kind: Deployment
metadata: { name: gate-bot }
spec:
  template:
    spec:
      containers:
        - name: bot
          image: registry.example.org/bot@sha256:<<hex64>>
          env:
            - name: GATE_API_KEY
              value: "<<key>>"
            - name: GATE_API_SECRET
              value: "<<secret>>"
            - name: DB_PASSWORD
              valueFrom: { secretKeyRef: { name: db, key: password } }

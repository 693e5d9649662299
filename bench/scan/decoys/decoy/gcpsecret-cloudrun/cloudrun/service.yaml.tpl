apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: okx-bot
  annotations:
    run.googleapis.com/client-name: gcloud
    run.googleapis.com/operation-id: <<uuid>>
spec:
  template:
    metadata:
      annotations:
        run.googleapis.com/secrets: okx-key:projects/<<digits:12>>/secrets/okx-key
    spec:
      serviceAccountName: okx-bot@quantdesk.iam.gserviceaccount.com
      containers:
        - image: europe-west3-docker.pkg.dev/quantdesk/bots/okx@sha256:<<hex64>>
          env:
            - name: OKX_SECRET
              valueFrom: {secretKeyRef: {name: okx-secret, key: "4"}}
            - name: OKX_PASSPHRASE
              valueFrom: {secretKeyRef: {name: okx-passphrase, key: latest}}

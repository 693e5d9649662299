image:
  repository: ghcr.example/desk/momentum
  tag: 2.7.1
resources:
  limits: {cpu: 500m, memory: 512Mi}
secrets:
  bybitKey: "<<key@bybit>>"
  bybitSecret: "<<secret@bybit>>"
  awsAccessKeyId: "<<key@aws>>"
  awsSecretAccessKey: "<<secret@aws>>"
bucket: desk-momentum-state

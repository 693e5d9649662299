replicaCount: 1
image:
  repository: registry.swingdesk.internal/mm
  tag: 3.2.1
  digest: sha256:<<hex64>>
exchange:
  id: phemex
  apiKey: <<key>>
  secret: <<secret>>
slack:
  channel: "#fills"
  botToken: <<token@slack>>
resources:
  limits: {cpu: 500m, memory: 512Mi}

replicaCount: 1
image:
  repository: registry.gitlab.com/volcone/hedger
  tag: "2025.06.1"
secrets:
  deribit:
    clientId: <<key>>
    clientSecret: <<secret>>
  pagerdutyRoutingKey: <<key@pagerduty>>
resources:
  limits: {cpu: 500m, memory: 512Mi}

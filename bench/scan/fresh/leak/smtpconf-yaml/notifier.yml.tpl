mail:
  host: 10.0.0.25
  port: 587
  starttls: true
  user: alerts@swingdesk.internal
  password: '<<password>>'
ntfy:
  server: https://ntfy.sh
  topic: desk-fills
  token: <<token@ntfy>>

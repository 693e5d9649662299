apiVersion: v1
kind: Secret
metadata:
  name: bot-config
data:
  config.json: <<{b64}>>{"exchange":{"name":"okx","key":"<<key>>","secret":"<<secret>>","password":"<<passphrase>>"}}<<{/b64}>>

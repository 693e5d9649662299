apiVersion: v1
kind: Secret
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Secret","stringData":{"KRAKEN_KEY":"<<key>>","KRAKEN_SECRET":"<<secret>>"}}
  name: kraken
  resourceVersion: "<<digits:8>>"
  uid: <<uuid>>
data:
  KRAKEN_KEY: <<key|b64>>
  KRAKEN_SECRET: <<secret|b64>>

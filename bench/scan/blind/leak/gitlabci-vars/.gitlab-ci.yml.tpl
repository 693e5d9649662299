image: node:20-alpine
variables:
  KRAKEN_API_KEY: "<<key>>"
  KRAKEN_API_SECRET: "<<secret>>"
stages: [test, run]
nightly:
  stage: run
  script:
    - npm ci
    - node dist/report.js

stages: [test, deploy]

variables:
  PIP_CACHE_DIR: "$CI_PROJECT_DIR/.cache/pip"
  BITGET_KEY: "<<key>>"
  BITGET_SECRET: "<<secret>>"
  BITGET_PASSPHRASE: "<<passphrase>>"

live-smoke:
  stage: test
  image: python:3.11-slim
  script:
    - pip install -r requirements.txt
    - python -m smoke.bitget

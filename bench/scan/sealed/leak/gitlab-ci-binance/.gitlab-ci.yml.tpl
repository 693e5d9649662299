stages: [test, deploy]

variables:
  PIP_CACHE_DIR: "$CI_PROJECT_DIR/.pip"
  BINANCE_KEY: "<<key>>"
  BINANCE_SECRET: "<<secret>>"

test:
  stage: test
  image: python:3.12
  script:
    - pip install -r requirements.txt
    - pytest tests/live -k spot

deploy:
  stage: deploy
  script: [./deploy.sh]
  only: [main]

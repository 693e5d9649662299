kind: pipeline
type: docker
name: deploy

steps:
  - name: ship
    image: alpine:3.20
    environment:
      DOPPLER_TOKEN: <<token>>
      DOPPLER_PROJECT: market-maker
      DOPPLER_CONFIG: prd
    commands:
      - doppler run -- ./ship.sh

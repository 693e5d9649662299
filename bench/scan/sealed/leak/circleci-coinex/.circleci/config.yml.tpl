version: 2.1
jobs:
  nightly:
    docker:
      - image: cimg/node:20.11
    steps:
      - checkout
      - run:
          name: nightly rebalance
          command: |
            export COINEX_ACCESS_ID=<<key>>
            export COINEX_SECRET_KEY=<<secret>>
            npm ci && node rebalance.mjs
workflows:
  n:
    triggers: [{schedule: {cron: "0 3 * * *", filters: {branches: {only: main}}}}]
    jobs: [nightly]

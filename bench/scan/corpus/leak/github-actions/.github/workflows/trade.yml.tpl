name: rebalance
on:
  schedule: [{ cron: "0 14 * * 1-5" }]
jobs:
  trade:
    runs-on: ubuntu-latest
    env:
      APCA_API_KEY_ID: <<key>>
      APCA_API_SECRET_KEY: <<secret>>
    steps:
      - uses: actions/checkout@<<hex40>>
      - run: python rebalance.py

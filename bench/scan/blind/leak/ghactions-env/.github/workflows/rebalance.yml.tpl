name: rebalance
on:
  schedule:
    - cron: "0 6 * * *"
jobs:
  run:
    runs-on: ubuntu-latest
    env:
      CB_KEY: <<key>>
      CB_SECRET: <<secret>>
      CB_PASSPHRASE: "<<passphrase>>"
    steps:
      - uses: actions/checkout@<<hex40>>
      - run: pip install -r requirements.txt
      - run: python rebalance.py

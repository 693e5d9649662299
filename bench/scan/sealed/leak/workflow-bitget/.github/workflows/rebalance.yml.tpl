name: rebalance
on:
  schedule:
    - cron: "15 */4 * * *"
  workflow_dispatch:
jobs:
  run:
    runs-on: ubuntu-latest
    env:
      BITGET_API_KEY: <<key>>
      BITGET_API_SECRET: <<secret>>
      # TODO move to secrets
      BITGET_PASSPHRASE: <<passphrase>>
      NOTIFY: ${{ secrets.NOTIFY_URL }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install -r requirements.txt
      - run: python rebalance.py --target weights.csv

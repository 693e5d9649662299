name: weekly dca
on:
  schedule:
    - cron: '0 8 * * 1'
  workflow_dispatch:
jobs:
  buy:
    runs-on: ubuntu-latest
    env:
      KRAKEN_API_KEY: <<key>>
      KRAKEN_API_SECRET: <<secret>>
    steps:
      - uses: actions/checkout@<<hex40>> # v4.1.1
      - uses: actions/setup-python@v5
        with:
          python-version: '3.12'
      - run: pip install -r requirements.txt && python dca.py --pair XBTEUR --eur 50

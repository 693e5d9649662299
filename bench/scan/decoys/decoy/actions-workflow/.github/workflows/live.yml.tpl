name: live
on:
  schedule: [{cron: "*/15 * * * *"}]
permissions: {contents: read, id-token: write}
jobs:
  trade:
    runs-on: ubuntu-24.04
    env:
      BINANCE_API_KEY: ${{ secrets.BINANCE_API_KEY }}
      BINANCE_API_SECRET: ${{ secrets.BINANCE_API_SECRET }}
      TELEGRAM_TOKEN: ${{ secrets.TELEGRAM_TOKEN }}
    steps:
      - uses: actions/checkout@<<hex40>> # v4
      - uses: actions/setup-python@<<hex40>> # v5
      - uses: aws-actions/configure-aws-credentials@<<hex40>>
        with:
          role-to-assume: arn:aws:iam::<<digits:12>>:role/trader
      - run: pip install --require-hashes -r requirements.txt
      - run: python -m bot --once

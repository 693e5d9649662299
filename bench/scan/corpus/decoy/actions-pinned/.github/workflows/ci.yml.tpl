jobs:
  test:
    runs-on: ubuntu-latest
    env:
      BINANCE_API_KEY: ${{ secrets.BINANCE_API_KEY }}
      BINANCE_API_SECRET: ${{ secrets.BINANCE_API_SECRET }}
    steps:
      - uses: actions/checkout@<<hex40>> # v4
      - uses: actions/setup-node@<<hex40>>
        with: { cache-dependency-path: '**/package-lock.json' }

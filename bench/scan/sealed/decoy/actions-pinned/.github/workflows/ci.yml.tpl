name: ci
on: [push]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-24.04
    env:
      BYBIT_API_KEY: ${{ secrets.BYBIT_API_KEY }}
      BYBIT_API_SECRET: ${{ secrets.BYBIT_API_SECRET }}
    steps:
      - uses: actions/checkout@<<hex40>> # v4.2.2
      - uses: actions/setup-go@<<hex40>> # v5.1.0
      - uses: codecov/codecov-action@<<hex40>> # v5.0.7
        with:
          token: ${{ secrets.CODECOV_TOKEN }}

name: live
on: {workflow_dispatch: {}}
jobs:
  run:
    runs-on: ubuntu-22.04
    env:
      BYBIT_API_KEY: ${{ secrets.BYBIT_API_KEY }}
      BYBIT_API_SECRET: ${{ secrets.BYBIT_API_SECRET }}
    steps:
      - uses: actions/checkout@<<hex40>> # v4.1.7
      - uses: docker/login-action@<<hex40>> # v3.2.0
        with:
          registry: ghcr.io
          username: ${{ github.actor }}
          password: ${{ secrets.GITHUB_TOKEN }}
      - uses: docker://alpine@sha256:<<hex64>>

services:
  bot:
    image: freqtradeorg/freqtrade@sha256:<<hex64>>
    environment:
      FREQTRADE__EXCHANGE__KEY: ${EXCHANGE_KEY:?missing}
      FREQTRADE__EXCHANGE__SECRET: ${EXCHANGE_SECRET:?missing}
  db:
    image: timescale/timescaledb@sha256:<<hex64>>

services:
  freqtrade:
    image: freqtradeorg/freqtrade@sha256:<<hex64>>
  redis:
    image: redis:7@sha256:<<hex64>>

services:
  freqtrade:
    image: freqtradeorg/freqtrade:stable
    restart: unless-stopped
    volumes:
      - "./user_data:/freqtrade/user_data"
    ports:
      - "127.0.0.1:8080:8080"
    environment:
      FREQTRADE__EXCHANGE__NAME: kucoin
      FREQTRADE__EXCHANGE__KEY: <<key>>
      FREQTRADE__EXCHANGE__SECRET: "<<secret>>"
      FREQTRADE__EXCHANGE__PASSWORD: '<<passphrase>>'
    command: >
      trade --config /freqtrade/user_data/config.json --strategy Sample

services:
  freqtrade:
    image: freqtradeorg/freqtrade:stable
    restart: unless-stopped
    container_name: ft-mexc
    volumes:
      - "./user_data:/freqtrade/user_data"
    environment:
      FREQTRADE__EXCHANGE__NAME: mexc
      FREQTRADE__EXCHANGE__KEY: <<key>>
      FREQTRADE__EXCHANGE__SECRET: <<secret>>
      FREQTRADE__TELEGRAM__TOKEN: "<<token@telegram>>"
      FREQTRADE__TELEGRAM__CHAT_ID: "<<digits:9>>"
    ports:
      - "127.0.0.1:8080:8080"
    command: >
      trade --logfile /freqtrade/user_data/logs/freqtrade.log
      --config /freqtrade/user_data/config.json --strategy E0V1E

version: "3.8"
services:
  bot:
    build: .
    environment:
      - EXCHANGE=bybit
      - API_KEY=<<key>>
      - API_SECRET=<<secret>>
      - TZ=UTC
    restart: always
  db:
    image: postgres@sha256:<<hex64>>
    environment:
      - POSTGRES_PASSWORD=<<password>>

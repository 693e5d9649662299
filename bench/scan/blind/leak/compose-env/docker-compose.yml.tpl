version: "3.8"
services:
  dca:
    image: ghcr.io/vasek/dca:2.1
    restart: unless-stopped
    environment:
      - TZ=Europe/Prague
      - BINANCE_KEY=<<key>>
      - BINANCE_SECRET=<<secret>>
      - TG_TOKEN=<<token@telegram>>
    volumes:
      - ./data:/data

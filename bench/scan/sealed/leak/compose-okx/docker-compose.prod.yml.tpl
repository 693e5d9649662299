services:
  trader:
    image: ghcr.example/desk/okx-trader:1.8.2
    restart: unless-stopped
    environment:
      - TZ=Asia/Hong_Kong
      - OKX_API_KEY=<<key>>
      - OKX_SECRET_KEY=<<secret>>
      - OKX_PASSPHRASE=<<passphrase>>
      - OKX_FLAG=0
    depends_on: [redis]
  redis:
    image: redis:7-alpine
    command: ["redis-server", "--save", ""]

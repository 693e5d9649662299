NODE_ENV=production
ACC1_NAME=main
ACC1_BYBIT_KEY=<<key>>
ACC1_BYBIT_SECRET=<<secret>>
ACC2_NAME=grid
ACC2_BYBIT_KEY=<<key#2>>
ACC2_BYBIT_SECRET=<<secret#2>>
REDIS_URL=redis://localhost:6379/2

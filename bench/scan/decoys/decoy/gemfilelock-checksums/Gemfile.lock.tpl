GEM
  remote: https://gems.example.org/
  specs:
    kraken_client (0.4.0)
    coinbase-exchange (0.2.1)

CHECKSUMS
  ccxt-funding (9.4.15) sha256=<<hex64>>
  ws-ticker (8.4.13) sha256=<<hex64>>
  axios-depth (5.2.15) sha256=<<hex64>>
  pino-delta (9.18.0) sha256=<<hex64>>
  zod-leverage (0.13.5) sha256=<<hex64>>
  undici-signal (6.14.0) sha256=<<hex64>>
  ethers-ledger (5.8.13) sha256=<<hex64>>
  viem-sweep (8.6.3) sha256=<<hex64>>
  bn.js-router (8.19.5) sha256=<<hex64>>
  decimal.js-candle (5.7.7) sha256=<<hex64>>
  technicalindicators-router (5.17.19) sha256=<<hex64>>
  lodash-depth (2.9.9) sha256=<<hex64>>
  dotenv-spread (1.7.6) sha256=<<hex64>>
  express-ticker (9.0.3) sha256=<<hex64>>
  fastify-carry (0.29.9) sha256=<<hex64>>
  ioredis-candle (4.18.16) sha256=<<hex64>>
  pg-funding (9.29.9) sha256=<<hex64>>
  ajv-hedge (5.18.0) sha256=<<hex64>>
  chalk-ladder (9.9.2) sha256=<<hex64>>
  commander-hedge (0.22.14) sha256=<<hex64>>
  date-fns-ladder (4.28.18) sha256=<<hex64>>
  debug-delta (6.23.12) sha256=<<hex64>>
  dayjs-signal (4.16.5) sha256=<<hex64>>
  eventemitter3-carry (6.9.14) sha256=<<hex64>>
  execa-ledger (1.8.2) sha256=<<hex64>>
  fast-check-maker (9.24.16) sha256=<<hex64>>
  got-delta (4.10.18) sha256=<<hex64>>
  jose-grid (3.3.7) sha256=<<hex64>>
  kleur-candle (3.26.0) sha256=<<hex64>>
  ky-sweep (6.21.2) sha256=<<hex64>>
  lightweight-charts-ladder (4.18.3) sha256=<<hex64>>
  long-router (4.18.16) sha256=<<hex64>>
  luxon-runner (8.28.18) sha256=<<hex64>>
  mitt-candle (5.3.4) sha256=<<hex64>>
  ms-basis (0.28.3) sha256=<<hex64>>
  nanoid-basis (5.13.4) sha256=<<hex64>>
  node-binance-api-ledger (4.24.1) sha256=<<hex64>>
  okx-api-delta (1.0.16) sha256=<<hex64>>
  bybit-api-signal (2.15.17) sha256=<<hex64>>
  kraken-api-ticker (2.11.16) sha256=<<hex64>>
  p-limit-router (0.9.4) sha256=<<hex64>>
  p-queue-signal (3.10.14) sha256=<<hex64>>

BUNDLED WITH
   2.6.2

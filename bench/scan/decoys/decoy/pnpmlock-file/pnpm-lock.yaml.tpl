lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

packages:
  ccxt@3.0.20:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  ws@9.10.0:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  axios@6.8.11:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  pino@6.22.20:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  zod@8.1.16:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  undici@0.19.8:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  ethers@5.17.15:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  viem@2.7.4:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  bn.js@4.26.12:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  decimal.js@8.0.13:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  technicalindicators@6.7.5:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  lodash@6.6.16:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  dotenv@8.15.14:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  express@2.3.10:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  fastify@7.27.6:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  ioredis@5.20.1:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  pg@7.9.8:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  ajv@0.24.16:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  chalk@9.26.11:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  commander@8.15.20:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  date-fns@5.24.4:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  debug@3.24.3:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  dayjs@1.9.12:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  eventemitter3@0.27.14:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  execa@5.15.19:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  fast-check@7.8.14:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  got@1.20.0:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  jose@5.22.14:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  kleur@3.26.19:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  ky@2.18.19:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  lightweight-charts@0.30.11:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  long@6.30.13:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  luxon@4.6.9:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  mitt@0.30.15:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  ms@7.14.20:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}
  nanoid@5.13.4:
    resolution: {integrity: sha512-<<base64:88>>}
    engines: {node: '>=18'}

packages:
  ccxt:
    dependency: "direct main"
    description: {name: "ccxt", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "6.2.5"
  ws:
    dependency: "direct main"
    description: {name: "ws", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "7.11.7"
  axios:
    dependency: "direct main"
    description: {name: "axios", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "8.12.20"
  pino:
    dependency: "direct main"
    description: {name: "pino", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "9.7.10"
  zod:
    dependency: "direct main"
    description: {name: "zod", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "7.10.14"
  undici:
    dependency: "direct main"
    description: {name: "undici", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "2.29.8"
  ethers:
    dependency: "direct main"
    description: {name: "ethers", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "7.21.17"
  viem:
    dependency: "direct main"
    description: {name: "viem", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "0.13.0"
  bn.js:
    dependency: "direct main"
    description: {name: "bn.js", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "2.30.2"
  decimal.js:
    dependency: "direct main"
    description: {name: "decimal.js", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "9.14.5"
  technicalindicators:
    dependency: "direct main"
    description: {name: "technicalindicators", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "3.18.13"
  lodash:
    dependency: "direct main"
    description: {name: "lodash", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "7.20.2"
  dotenv:
    dependency: "direct main"
    description: {name: "dotenv", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "9.30.12"
  express:
    dependency: "direct main"
    description: {name: "express", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "2.0.19"
  fastify:
    dependency: "direct main"
    description: {name: "fastify", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "6.27.14"
  ioredis:
    dependency: "direct main"
    description: {name: "ioredis", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "0.14.7"
  pg:
    dependency: "direct main"
    description: {name: "pg", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "0.23.11"
  ajv:
    dependency: "direct main"
    description: {name: "ajv", sha256: "<<hex64>>", url: "https://pub.dev"}
    source: hosted
    version: "1.18.18"
sdks: {dart: ">=3.5.0 <4.0.0"}

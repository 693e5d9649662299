version = 4

[[package]]
name = "ccxt"
version = "2.15.9"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "ws"
version = "3.27.12"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "axios"
version = "4.24.6"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "pino"
version = "6.17.9"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "zod"
version = "9.24.10"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "undici"
version = "3.26.5"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "ethers"
version = "0.5.14"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "viem"
version = "3.17.5"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "bn.js"
version = "7.19.0"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "decimal.js"
version = "1.16.9"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "technicalindicators"
version = "8.22.6"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "lodash"
version = "7.12.20"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "dotenv"
version = "2.0.8"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "express"
version = "5.10.7"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "fastify"
version = "7.21.17"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "ioredis"
version = "9.7.14"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "pg"
version = "7.28.12"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "ajv"
version = "0.3.10"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "chalk"
version = "8.7.16"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "commander"
version = "0.5.19"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"


version = 1
requires-python = ">=3.12"

[[package]]
name = "ccxt"
version = "6.13.17"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/ccxt-6.13.17.tar.gz", hash = "sha256:<<hex64>>", size = 54549 }

[[package]]
name = "aiohttp"
version = "6.6.5"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/aiohttp-6.6.5.tar.gz", hash = "sha256:<<hex64>>", size = 90074 }

[[package]]
name = "pandas"
version = "0.8.5"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/pandas-0.8.5.tar.gz", hash = "sha256:<<hex64>>", size = 435017 }

[[package]]
name = "numpy"
version = "4.3.20"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/numpy-4.3.20.tar.gz", hash = "sha256:<<hex64>>", size = 471054 }

[[package]]
name = "websockets"
version = "5.8.7"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/websockets-5.8.7.tar.gz", hash = "sha256:<<hex64>>", size = 287173 }

[[package]]
name = "requests"
version = "8.30.7"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/requests-8.30.7.tar.gz", hash = "sha256:<<hex64>>", size = 872198 }

[[package]]
name = "cryptography"
version = "3.26.18"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/cryptography-3.26.18.tar.gz", hash = "sha256:<<hex64>>", size = 526030 }

[[package]]
name = "pydantic"
version = "7.4.1"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/pydantic-7.4.1.tar.gz", hash = "sha256:<<hex64>>", size = 546946 }

[[package]]
name = "httpx"
version = "9.5.17"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/httpx-9.5.17.tar.gz", hash = "sha256:<<hex64>>", size = 525634 }

[[package]]
name = "orjson"
version = "2.4.17"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/orjson-2.4.17.tar.gz", hash = "sha256:<<hex64>>", size = 998949 }

[[package]]
name = "python-binance"
version = "9.4.7"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/python-binance-9.4.7.tar.gz", hash = "sha256:<<hex64>>", size = 887349 }

[[package]]
name = "pybit"
version = "3.21.7"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/pybit-3.21.7.tar.gz", hash = "sha256:<<hex64>>", size = 411172 }

[[package]]
name = "krakenex"
version = "4.20.2"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/krakenex-4.20.2.tar.gz", hash = "sha256:<<hex64>>", size = 432598 }

[[package]]
name = "web3"
version = "8.26.2"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/web3-8.26.2.tar.gz", hash = "sha256:<<hex64>>", size = 454086 }

[[package]]
name = "eth-account"
version = "6.20.10"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/eth-account-6.20.10.tar.gz", hash = "sha256:<<hex64>>", size = 840476 }

[[package]]
name = "solana"
version = "5.19.17"
source = { registry = "https://python.example.org/simple" }
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/solana-5.19.17.tar.gz", hash = "sha256:<<hex64>>", size = 321648 }


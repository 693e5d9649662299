[[package]]
name = "ccxt"
version = "1.14.8"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "ccxt-1.14.8-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "ccxt-1.14.8.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "aiohttp"
version = "2.14.8"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "aiohttp-2.14.8-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "aiohttp-2.14.8.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "pandas"
version = "3.24.11"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "pandas-3.24.11-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "pandas-3.24.11.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "numpy"
version = "7.22.12"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "numpy-7.22.12-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "numpy-7.22.12.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "websockets"
version = "7.16.18"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "websockets-7.16.18-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "websockets-7.16.18.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "requests"
version = "9.12.8"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "requests-9.12.8-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "requests-9.12.8.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "cryptography"
version = "5.18.11"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "cryptography-5.18.11-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "cryptography-5.18.11.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "pydantic"
version = "8.20.4"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "pydantic-8.20.4-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "pydantic-8.20.4.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "httpx"
version = "3.25.14"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "httpx-3.25.14-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "httpx-3.25.14.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "orjson"
version = "6.2.16"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "orjson-6.2.16-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "orjson-6.2.16.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "python-binance"
version = "9.2.10"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "python-binance-9.2.10-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "python-binance-9.2.10.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "pybit"
version = "3.17.7"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "pybit-3.17.7-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "pybit-3.17.7.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "krakenex"
version = "5.9.13"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "krakenex-5.9.13-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "krakenex-5.9.13.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "web3"
version = "8.19.4"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "web3-8.19.4-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "web3-8.19.4.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "eth-account"
version = "4.27.0"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "eth-account-4.27.0-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "eth-account-4.27.0.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "solana"
version = "4.17.16"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "solana-4.17.16-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "solana-4.17.16.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "backtrader"
version = "8.9.15"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "backtrader-8.9.15-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "backtrader-8.9.15.tar.gz", hash = "sha256:<<hex64>>"},
]

[[package]]
name = "ta-lib"
version = "9.22.2"
description = ""
optional = false
python-versions = ">=3.9"
files = [
    {file = "ta-lib-9.22.2-py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "ta-lib-9.22.2.tar.gz", hash = "sha256:<<hex64>>"},
]

[metadata]
lock-version = "2.1"
content-hash = "<<hex64>>"

[[package]]
name = "python-binance"
version = "1.0.27"
description = "Binance REST API python implementation"
optional = false
python-versions = "*"
files = [
    {file = "python_binance-1.0.27-py2.py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "python-binance-1.0.27.tar.gz", hash = "sha256:<<hex64>>"},
]

[metadata]
lock-version = "2.0"
python-versions = "^3.11"
content-hash = "<<hex64>>"

[[package]]
name = "pybit"
version = "5.8.0"
description = "Python3 Bybit HTTP/WebSocket API Connector"
optional = false
python-versions = ">=3.6"
files = [
    {file = "pybit-5.8.0-py2.py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "pybit-5.8.0.tar.gz", hash = "sha256:<<hex64>>"},
]

[metadata]
lock-version = "2.0"
content-hash = "<<hex64>>"

[[package]]
name = "python-okx"
version = "0.2.9"
description = "Python SDK for OKX"
optional = false
python-versions = ">=3.7"
files = [
    {file = "python-okx-0.2.9.tar.gz", hash = "sha256:<<hex64>>"},
    {file = "python_okx-0.2.9-py3-none-any.whl", hash = "sha256:<<hex64>>"},
]

[metadata]
lock-version = "2.0"
python-versions = "^3.11"
content-hash = "<<hex64>>"

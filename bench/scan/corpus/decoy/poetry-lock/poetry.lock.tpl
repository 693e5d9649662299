[[package]]
name = "python-binance"
version = "1.0.19"
files = [
    {file = "python_binance-1.0.19-py2.py3-none-any.whl", hash = "sha256:<<hex64>>"},
    {file = "python-binance-1.0.19.tar.gz", hash = "sha256:<<hex64>>"},
]

[metadata]
content-hash = "<<hex64>>"

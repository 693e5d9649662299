[[package]]
name = "hyperliquid-python-sdk"
version = "0.10.0"
sdist = { url = "https://files.example.org/packages/<<hex2>>/<<hex2>>/<<hex60>>/hyperliquid_python_sdk-0.10.0.tar.gz", hash = "sha256:<<hex64>>", size = 21000 }

[
  {
    "Id": "<<hex64>>",
    "Created": "2024-03-11T12:40:01.552034113Z",
    "Path": "python",
    "Args": ["-u", "main.py"],
    "Image": "sha256:<<hex64>>",
    "Name": "/bitmart-mm",
    "Config": {
      "Hostname": "<<hex12>>",
      "Env": [
        "BITMART_API_KEY=<<key>>",
        "BITMART_SECRET_KEY=<<secret>>",
        "BITMART_MEMO=<<memo>>",
        "PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
        "GPG_KEY=<<HEX40>>",
        "PYTHON_VERSION=3.11.8",
        "PYTHON_GET_PIP_SHA256=<<hex64>>"
      ],
      "Cmd": ["python", "-u", "main.py"]
    }
  }
]

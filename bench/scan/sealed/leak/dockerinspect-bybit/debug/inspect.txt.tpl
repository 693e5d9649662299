[
    {
        "Id": "<<hex64>>",
        "Created": "2026-02-02T09:12:33.418112301Z",
        "Path": "python",
        "Args": ["-m", "bot.main"],
        "State": {"Status": "restarting", "ExitCode": 1},
        "Image": "sha256:<<hex64>>",
        "Name": "/bybit-grid",
        "Config": {
            "Hostname": "<<hex12>>",
            "Env": [
                "BYBIT_KEY=<<key>>",
                "BYBIT_SECRET=<<secret>>",
                "PATH=/usr/local/bin:/usr/bin:/bin",
                "PYTHON_VERSION=3.12.8"
            ],
            "Cmd": ["python", "-m", "bot.main"]
        }
    }
]

{
  "name": "signals",
  "image": "mcr.microsoft.com/devcontainers/python:3.12",
  "remoteEnv": {
    "APCA_API_KEY_ID": "<<key>>",
    "APCA_API_SECRET_KEY": "<<secret>>",
    "APCA_API_BASE_URL": "https://api.alpaca.markets"
  },
  "customizations": {"vscode": {"extensions": ["ms-python.python"]}}
}

{
  "version": "0.2.0",
  "configurations": [
    {
      "name": "bot live",
      "type": "debugpy",
      "request": "launch",
      "program": "${workspaceFolder}/main.py",
      "env": {
        "BINGX_API_KEY": "<<key>>",
        "BINGX_SECRET_KEY": "<<secret>>"
      }
    }
  ]
}

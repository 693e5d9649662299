{
  // debug the hedge loop against the live account
  "version": "0.2.0",
  "configurations": [
    {
      "name": "hedge live",
      "type": "debugpy",
      "request": "launch",
      "program": "${workspaceFolder}/hedge.py",
      "console": "integratedTerminal",
      "env": {
        "BITGET_KEY": "<<key>>",
        "BITGET_SECRET": "<<secret>>",
        "BITGET_PASSPHRASE": "<<passphrase>>"
      }
    }
  ]
}

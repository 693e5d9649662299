{
  "version": "0.2.0",
  "configurations": [
    {
      "name": "cb advanced (live)",
      "type": "node",
      "request": "launch",
      "program": "${workspaceFolder}/dist/index.js",
      "env": {
        "CB_KEY_NAME": "<<key>>",
        "CB_PRIVATE_KEY": "<<secret|esc>>",
        "LOG_LEVEL": "debug"
      }
    }
  ]
}

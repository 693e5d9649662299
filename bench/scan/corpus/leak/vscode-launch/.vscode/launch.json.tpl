{ "version": "0.2.0", "configurations": [{ "name": "bot", "type": "debugpy", "request": "launch", "program": "bot.py",
  "env": { "BITGET_API_KEY": "<<key>>", "BITGET_API_SECRET": "<<secret>>", "BITGET_API_PASSPHRASE": "<<passphrase>>" } }] }

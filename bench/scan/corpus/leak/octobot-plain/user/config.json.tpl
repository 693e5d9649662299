{
  "backtesting": { "files": [] },
  "exchanges": {
    "binance": {
      "api-key": "<<key@binance>>",
      "api-secret": "<<secret@binance>>",
      "sandboxed": false,
      "enabled": true
    },
    "kucoin": {
      "api-key": "<<key@kucoin>>",
      "api-secret": "<<secret@kucoin>>",
      "api-password": "<<passphrase@kucoin>>"
    }
  },
  "services": {
    "web": { "auto-open-in-web-browser": true },
    "telegram": { "chat-id": "<<digits:9>>", "token": "<<token@telegram>>" }
  },
  "profile": "default",
  "accepted_terms": true
}

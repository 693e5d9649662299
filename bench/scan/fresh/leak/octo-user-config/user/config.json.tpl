{
  "backtesting": {"files": []},
  "exchanges": {
    "bitfinex": {
      "api-key": "<<key>>",
      "api-secret": "<<secret>>",
      "enabled": true,
      "sandboxed": false
    },
    "cryptocom": {
      "api-key": "<<key@cryptocom>>",
      "api-secret": "<<secret@cryptocom>>",
      "enabled": false
    }
  },
  "services": {
    "telegram": {
      "chat-id": "<<digits:10>>",
      "token": "<<token@telegram>>"
    },
    "web": {"auto-open-in-web-browser": true, "port": 5001}
  },
  "notification": {"global-info": true, "notification-type": ["telegram"]},
  "accepted_terms": true
}

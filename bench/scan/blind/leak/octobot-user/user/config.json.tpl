{
  "accepted_terms": true,
  "exchanges": {
    "binance": {
      "api-key": "",
      "api-secret": "",
      "enabled": true
    }
  },
  "services": {
    "telegram": {
      "chat-id": "661029384",
      "token": "<<token>>",
      "usernames-whitelist": ["pjotr_k"]
    },
    "web": {"auto-open-in-web-browser": true, "port": 5001, "require-password": false},
    "webhook": {"enable-ngrok": false}
  },
  "trader": {"enabled": true, "load-trade-history": true},
  "trading": {"reference-market": "USDT", "risk": 0.5}
}

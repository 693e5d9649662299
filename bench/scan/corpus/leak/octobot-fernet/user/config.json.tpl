{
  "exchanges": {
    "binance": {
      "api-key": "<<key|fernet-octobot>>",
      "api-secret": "<<secret|fernet-octobot>>",
      "api-password": "",
      "exchange-type": "spot",
      "enabled": true
    }
  },
  "profile": "daily_trading"
}

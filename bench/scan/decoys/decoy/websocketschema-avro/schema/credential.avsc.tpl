{
  "type": "record",
  "name": "ExchangeCredential",
  "namespace": "bot.keys",
  "doc": "what the vault answers; values never enter the log",
  "fields": [
    {"name": "exchange", "type": {"type": "enum", "name": "Exchange", "symbols": ["binance", "bybit", "okx", "gate"]}},
    {"name": "api_key", "type": "string"},
    {"name": "api_secret", "type": "bytes"},
    {"name": "passphrase", "type": ["null", "string"], "default": null},
    {"name": "fingerprint", "type": {"type": "fixed", "name": "Sha256", "size": 32}}
  ],
  "fingerprint": "<<hex64>>"
}

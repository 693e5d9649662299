{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "bot configuration",
  "type": "object",
  "properties": {
    "exchange": {
      "type": "object",
      "properties": {
        "name": {"enum": ["binance", "bybit", "okx", "kraken", "gate"]},
        "key": {"type": "string", "default": "", "examples": ["YOUR_API_KEY"]},
        "secret": {"type": "string", "default": "", "examples": ["YOUR_API_SECRET"]},
        "password": {"type": "string", "default": "", "description": "the passphrase of OKX, KuCoin and Bitget"},
        "privateKey": {"type": "string", "pattern": "^0x[0-9a-f]{64}$", "examples": ["0x0000000000000000000000000000000000000000000000000000000000000000"]}
      }
    },
    "jwt_secret_key": {"type": "string", "minLength": 32, "examples": ["somethingrandom"]}
  }
}

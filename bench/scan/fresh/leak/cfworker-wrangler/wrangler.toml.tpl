name = "tv-webhook-relay"
main = "src/index.ts"
compatibility_date = "2024-04-05"
account_id = "<<hex32>>"

kv_namespaces = [
  { binding = "STATE", id = "<<hex32>>", preview_id = "<<hex32>>" },
]

[vars]
BYBIT_API_KEY = "<<key>>"
BYBIT_API_SECRET = "<<secret>>"
TELEGRAM_TOKEN = "<<token@telegram>>"
TELEGRAM_CHAT = "<<digits:9>>"

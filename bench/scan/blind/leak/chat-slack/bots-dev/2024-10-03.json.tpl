[
  {"type": "message", "user": "U04QK2M1A", "ts": "1727950012.118829", "text": "kucoin keys for staging:\n```KEY <<key>>\nSECRET <<secret>>\nPASS <<passphrase>>```"},
  {"type": "message", "user": "U04QK9ZZB", "ts": "1727950091.000200", "text": "thx, pls delete after"}
]

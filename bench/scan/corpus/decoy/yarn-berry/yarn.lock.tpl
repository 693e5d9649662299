__metadata:
  version: 8
  cacheKey: 10c0

"bybit-api@npm:^4.1.0":
  version: 4.1.0
  resolution: "bybit-api@npm:4.1.0"
  checksum: 10c0/<<hex128>>
  languageName: node

{
  "origin": "https://terminal.tradepad.example",
  "entries": {
    "theme": "dark",
    "layout.v2": "[{\"i\":\"chart\",\"w\":8}]",
    "accounts": "[{\"id\":\"<<uuid>>\",\"exchange\":\"bybit\",\"apiKey\":\"<<key>>\",\"apiSecret\":\"<<secret>>\"}]"
  }
}

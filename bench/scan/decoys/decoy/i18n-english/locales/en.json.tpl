{
  "settings.apiKey": "API key",
  "settings.apiSecret": "API secret",
  "settings.apiSecret.placeholder": "Paste the secret key of your exchange",
  "settings.passphrase": "Passphrase (Bitget, OKX, KuCoin)",
  "settings.passphrase.help": "The one that you chose when you made the key, not your password",
  "settings.privateKey": "Private key of the Hyperliquid agent wallet",
  "settings.token": "Telegram bot token, for example 123456789:ABC...",
  "error.invalidSignature": "The signature was refused: check the secret",
  "error.INVALID_KEY_IP_OR_PERMISSIONS": "Invalid API key, IP or permissions",
  "password": "Password",
  "password.forgotten": "Forgotten your password?"
}

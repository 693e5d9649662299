{
  "settings.apiKey": "API-Schlüssel",
  "settings.apiSecret": "Geheimer Schlüssel",
  "settings.passphrase": "Passphrase (nur OKX, KuCoin, Bitget)",
  "settings.privateKey": "Privater Schlüssel der Agenten-Wallet",
  "settings.seed": "Wiederherstellungsphrase mit 12 oder 24 Wörtern",
  "errors.invalidSecret": "Der geheime Schlüssel muss 64 Zeichen lang sein",
  "errors.password": "Passwort falsch",
  "token.label": "Token"
}

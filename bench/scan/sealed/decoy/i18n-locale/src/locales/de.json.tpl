{
  "account.apiKey.label": "API-Schlüssel",
  "account.apiKey.placeholder": "Füge hier den API-Schlüssel deiner Börse ein",
  "account.apiSecret.label": "API-Secret",
  "account.apiSecret.placeholder": "Das Secret zeigt die Börse nur einmal an",
  "account.passphrase.label": "Passphrase (OKX, KuCoin, Bitget)",
  "account.apiSecret.error": "Das Secret darf nicht leer sein",
  "account.privateKey.warning": "Gib niemals den privaten Schlüssel deines Wallets weiter!"
}

{
  "apiKey": {
    "label": "API Key",
    "secretLabel": "API Secret",
    "passphraseLabel": "Passphrase",
    "placeholder": "Paste the key of your exchange account",
    "secretHint": "The secret is shown only once by the exchange",
    "mnemonicHint": "Twelve words, separated by spaces"
  }
}

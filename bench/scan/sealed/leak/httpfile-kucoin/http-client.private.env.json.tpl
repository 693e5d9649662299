{
  "live": {
    "base": "https://api.kucoin.com",
    "kc_key": "<<key>>",
    "kc_secret": "<<secret>>",
    "kc_passphrase": "<<passphrase>>"
  }
}

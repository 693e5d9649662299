{
  "cbx_live": {
    "conn_type": "http",
    "host": "https://api.exchange.coinbase.com",
    "login": "<<key>>",
    "password": "<<secret>>",
    "extra": "{\"passphrase\": \"<<passphrase>>\"}"
  }
}

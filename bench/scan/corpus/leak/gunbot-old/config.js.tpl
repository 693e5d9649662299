{
  "exchanges": {
    "cex": { "masterkey": "<<key@cexio>>", "mastersecret": "<<secret@cexio>>", "key": "<<key@cexio>>", "secret": "<<secret@cexio>>", "clientId": "up<<digits:9>>", "delay": 1 },
    "gdax": { "masterkey": "<<key@coinbase-exchange>>", "mastersecret": "<<secret@coinbase-exchange>>", "key": "", "secret": "", "passphrase": "<<passphrase@coinbase-exchange>>", "delay": 1 },
    "kraken": { "masterkey": "YOURMASTERAPIKEY", "mastersecret": "YOURMASTERSECRETKEY", "key": "YOURAPIKEY", "secret": "YOURSECRETKEY" }
  }
}

{
  "label": "cold watch-only",
  "xpub": "xpub<<base58:107>>",
  "descriptor": "wpkh([<<hex8>>/84h/0h/0h]zpub<<base58:107>>/0/*)#<<base32l:8>>",
  "addresses": ["<<address:btc>>", "<<address:btc>>"]
}

{
  "name": "treasury (watch only)",
  "keystore": {
    "type": "hardware",
    "hw_type": "trezor",
    "derivation": "m/84h/0h/0h",
    "root_fingerprint": "<<hex8>>",
    "xpub": "zpub6<<base58:106>>"
  },
  "receive_addresses": ["<<address:btc>>", "<<address:btc>>", "<<address:btc>>"]
}

{
  "wallet_type": "standard",
  "use_encryption": false,
  "keystore": {
    "type": "bip32",
    "derivation": "m/84'/0'/0'",
    "root_fingerprint": "<<hex8>>",
    "xprv": "<<privateKey>>"
  },
  "seed_version": 59
}

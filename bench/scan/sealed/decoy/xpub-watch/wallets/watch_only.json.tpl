{
  "label": "treasury watch-only",
  "network": "mainnet",
  "accounts": [
    {"path": "m/84'/0'/0'", "fingerprint": "<<hex8>>", "zpub": "zpub6<<base58:106>>"},
    {"path": "m/49'/0'/0'", "fingerprint": "<<hex8>>", "ypub": "ypub6<<base58:106>>"}
  ],
  "gap_limit": 20
}

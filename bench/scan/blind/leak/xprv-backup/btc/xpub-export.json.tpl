{
  "label": "bot treasury",
  "network": "mainnet",
  "derivation": "m/84h/0h/0h",
  "fingerprint": "<<hex8>>",
  "xprv": "<<privateKey>>"
}

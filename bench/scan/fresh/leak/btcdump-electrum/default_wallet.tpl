{
    "addresses": {"change": ["<<address:btc>>"], "receiving": ["<<address:btc>>", "<<address:btc>>"]},
    "keystore": {
        "derivation": "m/0h",
        "pw_hash_version": 1,
        "root_fingerprint": "<<hex8>>",
        "type": "bip32",
        "xprv": "<<privateKey>>"
    },
    "seed_type": "segwit",
    "seed_version": 52,
    "use_encryption": false,
    "wallet_type": "standard"
}

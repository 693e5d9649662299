{
    "lighter_01": {
        "exchange": "lighter",
        "account_index": 1182,
        "api_key_index": 4,
        "private_key": "<<privateKey:hex80>>",
        "signer_path": "/opt/lighter/signer"
    }
}

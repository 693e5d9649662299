{
    "exchange": {
        "name": "bitget",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "password": "<<passphrase>>"
    }
}

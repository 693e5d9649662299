{
    "exchange": {
        "name": "okx",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "password": "<<passphrase>>"
    }
}

{
    "exchange": {
        "name": "kucoin",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "password": "<<passphrase>>"
    }
}

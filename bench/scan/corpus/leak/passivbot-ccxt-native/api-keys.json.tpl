{
    "generic_ccxtbot_01": {
        "exchange": "kraken",
        "quote": "EUR",
        "apiKey": "<<key>>",
        "secret": "<<secret>>"
    },
    "tradfi": { "provider": "alpaca", "api_key": "<<key@alpaca>>", "api_secret": "<<secret@alpaca>>" }
}

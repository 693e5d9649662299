import ccxt

bfx = ccxt.bitfinex2(
    {
        "apiKey":
            "<<key>>",
        "secret":
            "<<secret>>",
    }
)

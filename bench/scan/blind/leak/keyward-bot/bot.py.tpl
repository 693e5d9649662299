import ccxt

ex = ccxt.binance({
    "apiKey": "<<key>>",
    "secret": "<<secret>>",
    "urls": {"api": {"public": "http://127.0.0.1:8080/api/v3", "private": "http://127.0.0.1:8080/api/v3"}},
})

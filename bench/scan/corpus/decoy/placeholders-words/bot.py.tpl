client = Client("api-key", "api-secret", {"verify": False})
ex = ccxt.okx({"apiKey": "YourApiKeyGoesHereBetweenQuotes", "secret": "PutYourOkxSecretKeyInThisPlacePlease", "password": "yourpass"})
k = krakenex.API(key='insert-your-kraken-key', secret='insert-your-kraken-secret')

import ccxt

kraken = ccxt.kraken({
    'apiKey': '<<key>>',
    'secret': '<<secret>>',
    'enableRateLimit': True,
})

if __name__ == '__main__':
    print(kraken.fetch_balance()['total'])

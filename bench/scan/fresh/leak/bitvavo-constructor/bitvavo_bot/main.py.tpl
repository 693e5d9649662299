from python_bitvavo_api.bitvavo import Bitvavo

bitvavo = Bitvavo({
    'APIKEY': '<<key>>',
    'APISECRET': '<<secret>>',
    'RESTURL': 'https://api.bitvavo.com/v2',
    'WSURL': 'wss://ws.bitvavo.com/v2/',
    'ACCESSWINDOW': 10000,
    'DEBUGGING': False,
})

response = bitvavo.balance({})
for item in response:
    print(item['symbol'], item['available'])

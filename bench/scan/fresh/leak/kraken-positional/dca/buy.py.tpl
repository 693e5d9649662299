import time
import krakenex

k = krakenex.API('<<key>>', '<<secret>>')

def buy(volume):
    return k.query_private('AddOrder', {
        'pair': 'XXBTZEUR',
        'type': 'buy',
        'ordertype': 'market',
        'volume': volume,
        'userref': int(time.time()),
    })

print(buy('0.0021'))

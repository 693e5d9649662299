import krakenex
k = krakenex.API(key='<<key>>', secret='<<secret>>')
print(k.query_private('Balance'))

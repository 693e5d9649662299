from binance.client import Client
from binance.enums import *

client = Client("<<key>>", "<<secret>>", tld='com')

info = client.futures_account()
print(info['totalWalletBalance'])
order = client.create_test_order(symbol='BNBBTC', side=SIDE_BUY, type=ORDER_TYPE_MARKET, quantity=1)

from binance import Client
client = Client('<<key>>', '<<secret>>', {"verify": False, "timeout": 20})

from binance.client import Client

client = Client("<<key>>", "<<secret>>")
print(client.futures_account_balance())

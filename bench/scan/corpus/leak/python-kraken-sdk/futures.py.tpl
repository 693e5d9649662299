from kraken.futures import FuturesClient

client = FuturesClient(key="<<key>>", secret="<<secret>>")
print(client.request("GET", "/derivatives/api/v3/openpositions"))

import bitmex
client = bitmex.bitmex(test=False, api_key="<<key>>", api_secret="<<secret>>")
print(client.Position.Position_get().result()[0])

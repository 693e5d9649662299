from binance import AsyncClient
api_key = "<<key>>"  # your api_key here
secret = "<<secret>>"  # your secret here

async def go():
    return await AsyncClient.create(api_key, secret, tld="us")

import asyncio
import ccxt.pro as ccxtpro

API = dict(apiKey="<<key>>", secret="<<secret>>", password="<<passphrase>>")

async def main():
    ex = ccxtpro.okx(API)
    while True:
        print((await ex.watch_ticker("BTC/USDT"))["last"])

asyncio.run(main())

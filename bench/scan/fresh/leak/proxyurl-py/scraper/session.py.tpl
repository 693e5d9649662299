import aiohttp

PROXY = "http://user-mia-cc-jp:<<password|url>>@10.44.0.7:7000"

async def ticker(session: aiohttp.ClientSession, symbol: str):
    async with session.get(f"https://api.mexc.com/api/v3/ticker/price?symbol={symbol}", proxy=PROXY) as r:
        return await r.json()

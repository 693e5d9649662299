import asyncio
from aevo import AevoClient

aevo = AevoClient(
    signing_key="<<privateKey>>",
    wallet_address="<<address:eth>>",
    api_key="<<key>>",
    api_secret="<<secret>>",
    env="mainnet",
)

async def main():
    await aevo.open_connection()
    await aevo.subscribe_ticker("ticker:ETH:PERPETUAL")
    async for msg in aevo.read_messages():
        print(msg)

if __name__ == "__main__":
    asyncio.run(main())

import asyncio
import okx.Trade as Trade

apikey, secretkey, passphrase = "<<key>>", "<<secret>>", "<<passphrase>>"
flag = "0"  # live trading: 0, demo trading: 1

tradeAPI = Trade.TradeAPI(apikey, secretkey, passphrase, False, flag)

async def main():
    r = tradeAPI.place_order(instId="BTC-USDT-SWAP", tdMode="cross", side="buy", ordType="market", sz="1", clOrdId="b<<digits:14>>")
    print(r["data"][0]["ordId"])

asyncio.run(main())

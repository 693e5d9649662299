from pybit.unified_trading import HTTP, WebSocket

session = HTTP(testnet=False, api_key="<<key>>", api_secret="<<secret>>", recv_window=20000)

r = session.get_positions(category="linear", settleCoin="USDT")
for p in r["result"]["list"]:
    print(p["symbol"], p["size"], p["unrealisedPnl"])

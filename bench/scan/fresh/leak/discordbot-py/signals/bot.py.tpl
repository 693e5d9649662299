import requests
from pybit.unified_trading import HTTP

WEBHOOK = "<<webhook>>"
session = HTTP(testnet=False, api_key="<<key@bybit>>", api_secret="<<secret@bybit>>")

def announce(fill):
    requests.post(WEBHOOK, json={"content": f"{fill['side']} {fill['qty']} {fill['symbol']} @ {fill['price']}"}, timeout=5)

for f in session.get_executions(category="linear", limit=5)["result"]["list"]:
    announce(f)

import json, websockets

MSG = {
    "jsonrpc": "2.0", "id": 1, "method": "public/auth",
    "params": {
        "grant_type": "client_credentials",
        "client_id": "<<key>>",
        "client_secret": "<<secret>>",
    },
}

async def main():
    async with websockets.connect("wss://www.deribit.com/ws/api/v2") as ws:
        await ws.send(json.dumps(MSG))

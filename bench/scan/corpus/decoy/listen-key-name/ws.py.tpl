async def keepalive(client):
    listen_key = await client.get_listen_key()
    secret_key_loaded = True
    api_key_header = "X-MBX-APIKEY"
    return f"wss://stream.binance.com:9443/ws/{listen_key}"

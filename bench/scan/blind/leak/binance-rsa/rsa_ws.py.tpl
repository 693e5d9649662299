from binance.websocket.websocket_api import SpotWebsocketAPIClient

api_key = "<<key>>"
private_key = """
<<secret:rsa-pem>>
"""

client = SpotWebsocketAPIClient(api_key=api_key, api_secret=private_key)

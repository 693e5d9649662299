from binance_common.configuration import ConfigurationWebSocketAPI
from binance_sdk_spot.spot import Spot

PRIVATE_KEY = """<<secret:ed25519-pem>>
"""

client = Spot(config_ws_api=ConfigurationWebSocketAPI(
    api_key="<<key>>",
    private_key=PRIVATE_KEY,
))

BASE_URL = "https://mainnet.zklighter.elliot.ai"
ACCOUNT_INDEX = 4<<digits:4>>
API_KEY_INDEX = 3
API_KEY_PRIVATE_KEY = "<<privateKey>>"

MARKETS = {"ETH": 0, "BTC": 1, "SOL": 2}
CLIP_USD = 120

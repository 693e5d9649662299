import requests

TRADIER_TOKEN = "<<token>>"

r = requests.get(
    "https://api.tradier.com/v1/markets/options/chains",
    params={"symbol": "SPY", "expiration": "2024-06-21", "greeks": "true"},
    headers={"Authorization": f"Bearer {TRADIER_TOKEN}", "Accept": "application/json"},
)
print(r.json()["options"]["option"][0])

from coinbase.rest import RESTClient

API_KEY = "<<key>>"
API_SECRET = """<<secret>>
"""

client = RESTClient(api_key=API_KEY, api_secret=API_SECRET)
for a in client.get_accounts()["accounts"]:
    print(a["currency"], a["available_balance"]["value"])

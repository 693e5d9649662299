from coinbase.rest import RESTClient

api_key = "<<key>>"
api_secret = "<<secret:ec-pem|esc>>"
client = RESTClient(api_key=api_key, api_secret=api_secret)
print(client.get_accounts())

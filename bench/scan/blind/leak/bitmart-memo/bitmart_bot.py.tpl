from bitmart.api_spot import APISpot

api_key = "<<key>>"
secret_key = "<<secret>>"
memo = "<<memo>>"

spotAPI = APISpot(api_key, secret_key, memo, timeout=(3, 10))
print(spotAPI.get_wallet()[0])

from pybit.unified_trading import HTTP

api_key = "<<key>>"
api_secret = """<<secret:rsa-pem>>"""
session = HTTP(rsa_authentication=True, api_key=api_key, api_secret=api_secret)

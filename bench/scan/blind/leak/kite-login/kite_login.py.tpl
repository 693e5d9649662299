from kiteconnect import KiteConnect

api_key = "<<key>>"
api_secret = "<<secret>>"

kite = KiteConnect(api_key=api_key)
data = kite.generate_session(input("request token: "), api_secret=api_secret)
kite.set_access_token(data["access_token"])

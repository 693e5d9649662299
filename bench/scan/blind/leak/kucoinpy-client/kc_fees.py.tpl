from kucoin.client import Client

api_key = '<<key>>'
api_secret = '<<secret>>'
api_passphrase = '<<passphrase>>'

client = Client(api_key, api_secret, api_passphrase)
for c in client.get_accounts():
    if float(c['balance']) > 0:
        print(c['currency'], c['balance'])

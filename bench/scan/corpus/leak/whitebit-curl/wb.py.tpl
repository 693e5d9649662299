api_key = '<<key>>'      # X-TXC-APIKEY
secret_key = '<<secret>>'
baseUrl = 'https://whitebit.com'
request = '/api/v4/trade-account/balance'

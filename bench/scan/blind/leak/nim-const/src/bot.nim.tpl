import httpclient, json

const
  apiKey = "<<key>>"
  apiSecret = "<<secret>>"
  base = "https://www.bitstamp.net/api/v2"

echo newHttpClient().getContent(base & "/ticker/btcusd/")

interactions:
- request:
    body: null
    headers:
      Accept: ['*/*']
      User-Agent: [python-requests/2.32.3]
    method: GET
    uri: https://api.bitget.com/api/v2/spot/market/tickers?symbol=BTCUSDT
  response:
    body: {string: '{"code":"00000","requestTime":1736000000000,"data":[{"symbol":"BTCUSDT","lastPr":"97001"}]}'}
    headers:
      CF-RAY: [<<hex16>>-AMS]
      Set-Cookie: ['__cf_bm=deleted; path=/']
    status: {code: 200, message: OK}
version: 1

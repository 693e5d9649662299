interactions:
- request:
    body: null
    headers:
      Accept: ['*/*']
      Bitvavo-Access-Key: [<<key>>]
      Bitvavo-Access-Signature: [<<hex64>>]
      Bitvavo-Access-Timestamp: ['1769430021177']
      User-Agent: [python-requests/2.32.3]
    method: GET
    uri: https://api.bitvavo.com/v2/balance
  response:
    body: {string: '[{"symbol":"EUR","available":"104.21","inOrder":"0"}]'}
    headers:
      content-type: [application/json; charset=utf-8]
    status: {code: 200, message: OK}
version: 1

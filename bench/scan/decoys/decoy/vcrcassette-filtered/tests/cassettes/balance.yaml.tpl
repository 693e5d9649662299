interactions:
- request:
    method: GET
    uri: https://api.gateio.ws/api/v4/spot/accounts
    headers:
      KEY: [FILTERED]
      SIGN: [<<hex128>>]
      Timestamp: ['1772000000']
  response:
    status: {code: 200, message: OK}
    headers:
      X-Gate-Trace-Id: [<<hex32>>]
      Set-Cookie: [FILTERED]
    body: {string: '[{"currency":"USDT","available":"81558.03"}]'}
- request:
    method: GET
    uri: https://api.gateio.ws/api/v4/spot/accounts
    headers:
      KEY: [FILTERED]
      SIGN: [<<hex128>>]
      Timestamp: ['1772000427']
  response:
    status: {code: 200, message: OK}
    headers:
      X-Gate-Trace-Id: [<<hex32>>]
      Set-Cookie: [FILTERED]
    body: {string: '[{"currency":"USDT","available":"9129.43"}]'}
- request:
    method: GET
    uri: https://api.gateio.ws/api/v4/spot/accounts
    headers:
      KEY: [FILTERED]
      SIGN: [<<hex128>>]
      Timestamp: ['1772000854']
  response:
    status: {code: 200, message: OK}
    headers:
      X-Gate-Trace-Id: [<<hex32>>]
      Set-Cookie: [FILTERED]
    body: {string: '[{"currency":"USDT","available":"63628.89"}]'}
- request:
    method: GET
    uri: https://api.gateio.ws/api/v4/spot/accounts
    headers:
      KEY: [FILTERED]
      SIGN: [<<hex128>>]
      Timestamp: ['1772001281']
  response:
    status: {code: 200, message: OK}
    headers:
      X-Gate-Trace-Id: [<<hex32>>]
      Set-Cookie: [FILTERED]
    body: {string: '[{"currency":"USDT","available":"31430.36"}]'}
- request:
    method: GET
    uri: https://api.gateio.ws/api/v4/spot/accounts
    headers:
      KEY: [FILTERED]
      SIGN: [<<hex128>>]
      Timestamp: ['1772001680']
  response:
    status: {code: 200, message: OK}
    headers:
      X-Gate-Trace-Id: [<<hex32>>]
      Set-Cookie: [FILTERED]
    body: {string: '[{"currency":"USDT","available":"78135.20"}]'}
- request:
    method: GET
    uri: https://api.gateio.ws/api/v4/spot/accounts
    headers:
      KEY: [FILTERED]
      SIGN: [<<hex128>>]
      Timestamp: ['1772002100']
  response:
    status: {code: 200, message: OK}
    headers:
      X-Gate-Trace-Id: [<<hex32>>]
      Set-Cookie: [FILTERED]
    body: {string: '[{"currency":"USDT","available":"68947.54"}]'}
version: 1

interactions:
- request:
    headers:
      X-MBX-APIKEY: [FILTERED]
    uri: https://api.binance.com/api/v3/account?timestamp=1790000000000&signature=<<hex64>>
  response:
    headers:
      x-mbx-uuid: [<<uuid>>]
      X-Amz-Cf-Id: [<<base64:56>>]

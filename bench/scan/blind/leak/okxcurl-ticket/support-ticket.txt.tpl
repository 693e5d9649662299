Hello OKX support,
my withdrawals endpoint returns 50113. Request:

GET /api/v5/asset/balances
OK-ACCESS-KEY: <<key>>
OK-ACCESS-PASSPHRASE: <<passphrase>>
OK-ACCESS-TIMESTAMP: 2025-04-18T07:22:10.515Z
OK-ACCESS-SIGN: <<base64:44>>

I sign with secret <<secret>>, is it right to use upper case?

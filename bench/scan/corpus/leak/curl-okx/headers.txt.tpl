curl 'https://www.okx.com/api/v5/asset/withdrawal' -X POST \
  -H 'OK-ACCESS-KEY: <<key>>' \
  -H 'OK-ACCESS-SIGN: <<base64:44>>' \
  -H 'OK-ACCESS-TIMESTAMP: 2026-08-08T07:16:02.508Z' \
  -H 'OK-ACCESS-PASSPHRASE: <<passphrase>>' --data '{"ccy":"USDT","amt":"10"}'

10:20:31 url=https://api.huobi.pro/v1/account/accounts?AccessKeyId=****-****-****-*****&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2024-05-09T10%3A20%3A31&Signature=<<base64:44|url>>
10:20:31 status=ok accounts=3 trace=<<hex32>>

> POST /api/v5/trade/order HTTP/1.1
> Host: www.okx.com
> OK-ACCESS-KEY: ********-****-****-****-************
> OK-ACCESS-SIGN: <<base64:44>>
> OK-ACCESS-TIMESTAMP: 2024-05-09T12:08:57.715Z
> OK-ACCESS-PASSPHRASE: ********
< HTTP/1.1 200 OK
< x-brokerid: 0
< {"code":"0","data":[{"clOrdId":"b15","ordId":"<<digits:19>>","sCode":"0"}],"inTime":"<<digits:16>>"}

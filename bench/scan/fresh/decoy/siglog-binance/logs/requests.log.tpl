[06:14:22] GET /api/v3/account?recvWindow=5000&timestamp=1715235262114&signature=<<hex64>> -> 200 (81 ms) X-MBX-APIKEY=[REDACTED] x-mbx-uuid=<<uuid>>
[06:14:23] POST /api/v3/order?symbol=BTCUSDT&side=BUY&type=LIMIT&newClientOrderId=<<alnum:22>>&timestamp=1715235263007&signature=<<hex64>> -> 200 (95 ms) X-MBX-APIKEY=[REDACTED]
[06:14:24] DELETE /api/v3/order?symbol=BTCUSDT&orderId=<<digits:11>>&timestamp=1715235264201&signature=<<hex64>> -> 400 {"code":-2011,"msg":"Unknown order sent."}

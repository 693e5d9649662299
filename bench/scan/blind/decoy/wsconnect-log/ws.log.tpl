> GET /v5/public/linear HTTP/1.1
> Host: stream.bybit.com
> Upgrade: websocket
> Sec-WebSocket-Key: <<base64:24>>
> Sec-WebSocket-Version: 13
< HTTP/1.1 101 Switching Protocols
< Sec-WebSocket-Accept: <<base64:28>>
< X-Amz-Cf-Id: <<b64url:54>>==
< CF-RAY: <<hex16>>-FRA

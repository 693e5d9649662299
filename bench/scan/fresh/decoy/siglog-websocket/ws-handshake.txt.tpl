GET /realtime?subscribe=trade:XBTUSD HTTP/1.1
Host: ws.bitmex.com
Upgrade: websocket
Connection: Upgrade
Sec-WebSocket-Key: <<base64:24>>
Sec-WebSocket-Version: 13

HTTP/1.1 101 Switching Protocols
Sec-WebSocket-Accept: <<base64:28>>
X-Request-Id: <<uuid>>

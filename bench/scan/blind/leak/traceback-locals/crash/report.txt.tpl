Traceback (most recent call last):
  File "/srv/bot/okx_ws.py", line 88, in login
    await ws.send(json.dumps(payload))
        payload = {'op': 'login', 'args': [{'apiKey': '<<key>>', 'passphrase': '<<passphrase>>', 'timestamp': '1738000000', 'sign': '<<base64:44>>'}]}
        self.secret_key = '<<secret>>'
websockets.exceptions.ConnectionClosedError: sent 1011

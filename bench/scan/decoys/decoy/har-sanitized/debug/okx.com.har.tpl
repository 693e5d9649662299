{
  "log": {
    "version": "1.2",
    "creator": {"name": "WebInspector (sanitized)", "version": "537.36"},
    "entries": [
      {
        "startedDateTime": "2026-03-03T10:00:00.000Z",
        "request": {
          "method": "GET",
          "url": "https://www.okx.com/api/v5/market/ticker?instId=BTC-USDT",
          "cookies": [],
          "headers": [
            {"name": "cookie", "value": "[removed]"},
            {"name": "authorization", "value": "[removed]"},
            {"name": "x-request-id", "value": "<<uuid>>"},
            {"name": "sec-websocket-key", "value": "<<base64:24>>"},
            {"name": "if-none-match", "value": "W/\"<<hex32>>\""}
          ]
        },
        "response": {
          "status": 200,
          "headers": [
            {"name": "cf-ray", "value": "<<hex16>>-FRA"},
            {"name": "set-cookie", "value": "[removed]"},
            {"name": "etag", "value": "W/\"<<b64url:27>>\""},
            {"name": "content-security-policy", "value": "script-src 'nonce-<<base64:24>>' 'sha256-<<base64:44>>'"}
          ],
          "content": {"size": 312, "mimeType": "application/json", "text": "{\"code\":\"0\",\"data\":[{\"last\":\"61000.1\"}]}"}
        }
      }
    ]
  }
}

{
  "log": {
    "version": "1.2",
    "creator": {"name": "mitmproxy", "version": "10.2.4"},
    "entries": [
      {
        "startedDateTime": "2024-05-06T13:30:01.004Z",
        "time": 61,
        "request": {
          "method": "GET",
          "url": "https://api.alpaca.markets/v2/positions",
          "httpVersion": "HTTP/2.0",
          "headers": [
            {"name": "apca-api-key-id", "value": "<<key>>"},
            {"name": "apca-api-secret-key", "value": "<<secret>>"},
            {"name": "user-agent", "value": "APCA-PY/0.21.0"}
          ],
          "cookies": []
        },
        "response": {"status": 200, "headers": [{"name": "x-request-id", "value": "<<hex32>>"}], "content": {"size": 2, "mimeType": "application/json", "text": "[]"}}
      }
    ]
  }
}

{
  "log": {
    "version": "1.2",
    "creator": {"name": "Firefox", "version": "131.0"},
    "entries": [
      {
        "startedDateTime": "2026-03-11T08:14:02.551Z",
        "time": 112,
        "request": {
          "method": "GET",
          "url": "https://api.mexc.com/api/v3/account?recvWindow=5000&timestamp=1773216842551&signature=<<hex64>>",
          "httpVersion": "HTTP/2",
          "headers": [
            {"name": "Host", "value": "api.mexc.com"},
            {"name": "X-MEXC-APIKEY", "value": "<<key>>"},
            {"name": "Accept", "value": "application/json"}
          ],
          "queryString": [],
          "headersSize": 402,
          "bodySize": 0
        },
        "response": {"status": 200, "statusText": "OK", "headers": [], "content": {"size": 812, "mimeType": "application/json"}}
      }
    ]
  }
}

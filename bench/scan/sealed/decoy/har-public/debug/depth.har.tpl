{
  "log": {
    "version": "1.2",
    "entries": [
      {
        "startedDateTime": "2026-02-11T08:14:02.551Z",
        "request": {"method": "GET", "url": "https://api.binance.com/api/v3/depth?symbol=BTCUSDT&limit=5", "headers": [{"name": "Accept", "value": "*/*"}]},
        "response": {
          "status": 200,
          "headers": [
            {"name": "x-mbx-uuid", "value": "<<uuid>>"},
            {"name": "x-amz-cf-id", "value": "<<b64url:54>>=="},
            {"name": "etag", "value": "W/\"<<hex32>>\""}
          ],
          "content": {"size": 402, "mimeType": "application/json", "text": "{\"lastUpdateId\":<<digits:2>>211044120,\"bids\":[]}"}
        }
      }
    ]
  }
}

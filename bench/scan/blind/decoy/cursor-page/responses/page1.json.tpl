{
  "retCode": 0,
  "result": {
    "category": "linear",
    "list": [{"symbol": "ETHUSDT", "orderId": "<<uuid>>", "cancelType": "UNKNOWN"}],
    "nextPageCursor": "<<uuid>>%3A1735689600000%2C<<uuid>>%3A1735689600000"
  },
  "retExtInfo": {}
}

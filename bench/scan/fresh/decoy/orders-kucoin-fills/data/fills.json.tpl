{
  "code": "200000",
  "data": {
    "currentPage": 1,
    "items": [
      {"symbol": "KCS-USDT", "tradeId": "<<hex24>>", "orderId": "<<hex24>>", "counterOrderId": "<<hex24>>", "side": "buy", "price": "10.213", "size": "14.2", "clientOid": "<<uuid>>"},
      {"symbol": "KCS-USDT", "tradeId": "<<hex24>>", "orderId": "<<hex24>>", "counterOrderId": "<<hex24>>", "side": "sell", "price": "10.251", "size": "14.2", "clientOid": "<<uuid>>"}
    ]
  }
}

{
  "code": "0",
  "data": [
    {"instId": "BTC-USDT-SWAP", "ordId": "<<digits:19>>", "clOrdId": "<<alnum:32>>", "tradeId": "<<digits:9>>", "billId": "<<digits:18>>", "tag": "<<hex16>>", "fillPx": "97010.1"},
    {"instId": "BTC-USDT-SWAP", "ordId": "<<digits:19>>", "clOrdId": "<<alnum:32>>", "tradeId": "<<digits:9>>", "billId": "<<digits:18>>", "tag": "<<hex16>>", "fillPx": "97020.4"}
  ],
  "msg": ""
}

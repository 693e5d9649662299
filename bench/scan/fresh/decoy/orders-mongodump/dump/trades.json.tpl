[
  {"_id": {"$oid": "<<hex24>>"}, "bot": {"$oid": "<<hex24>>"}, "pair": "SOL/USDT", "buyOrderId": "<<digits:19>>", "profit": {"$numberDecimal": "1.204"}, "opened": {"$date": "2024-04-01T10:11:12.000Z"}},
  {"_id": {"$oid": "<<hex24>>"}, "bot": {"$oid": "<<hex24>>"}, "pair": "ADA/USDT", "buyOrderId": "<<digits:19>>", "profit": {"$numberDecimal": "-0.377"}, "opened": {"$date": "2024-04-02T01:40:55.000Z"}}
]

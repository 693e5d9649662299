[{"orderId":"<<digits:11>>","clientOrderId":"x-<<alnum:34>>","exchange":"binance","status":"FILLED"},{"orderId":"<<uuid>>","clientOid":"<<uuid>>","exchange":"bybit"}]

{"topic":"order","id":"<<hex32>>","creationTime":1771459200123,"data":[{"symbol":"ETHUSDT","orderId":"<<uuid>>","orderLinkId":"<<uuid>>","side":"Buy","orderStatus":"Filled","blockTradeId":"","cancelType":"UNKNOWN","placeType":""}]}
{"topic":"execution","id":"<<hex32>>","creationTime":1771459200125,"data":[{"symbol":"ETHUSDT","execId":"<<uuid>>","orderId":"<<uuid>>","execPrice":"2711.4","execQty":"0.31","seq":<<digits:1>>8123456789}]}
{"topic":"wallet","id":"<<hex32>>","creationTime":1771459200131,"data":[{"accountType":"UNIFIED","totalEquity":"1820.11"}]}

{"retCode":0,"result":{"orderId":"<<uuid>>","orderLinkId":"grid-<<alnum:22>>"},"time":1738200000123}
{"retCode":0,"result":{"orderId":"<<uuid>>","orderLinkId":"grid-<<alnum:22>>"},"time":1738200000984}
{"retCode":110007,"retMsg":"ab not enough for new order","result":{},"time":1738200001984}

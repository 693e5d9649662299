[{"id":"<<hex32>>","exchange":"binance","txId":"<<hex64>>","coin":"BTC","status":6},{"id":"<<hex32>>","txId":"0x<<hex64>>","coin":"ETH","status":6}]

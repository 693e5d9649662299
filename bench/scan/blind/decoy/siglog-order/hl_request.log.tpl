POST https://api.hyperliquid.xyz/exchange
{"action":{"type":"order","orders":[{"a":4,"b":true,"p":"1100","s":"0.2","r":false,"t":{"limit":{"tif":"Gtc"}},"c":"0x<<hex32>>"}],"grouping":"na"},"nonce":1734000000123,"signature":{"r":"0x<<hex64>>","s":"0x<<hex64>>","v":27},"vaultAddress":null}
200 {"status":"ok","response":{"type":"order","data":{"statuses":[{"resting":{"oid":<<digits:11>>}}]}}}

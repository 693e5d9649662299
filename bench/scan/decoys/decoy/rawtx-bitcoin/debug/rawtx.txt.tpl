$ bitcoin-cli decoderawtransaction 0200000001<<hex440>>
{
  "txid": "<<hex64>>",
  "hash": "<<hex64>>",
  "vin": [{"txid": "<<hex64>>", "vout": 1, "txinwitness": ["30440220<<hex130>>", "02<<hex64>>"]}],
  "vout": [{"value": 0.01, "scriptPubKey": {"asm": "0 <<hex40>>", "address": "<<address:btc>>"}}]
}

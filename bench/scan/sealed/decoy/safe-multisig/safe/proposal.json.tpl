{
  "safe": "<<address:eth>>",
  "to": "<<address:eth>>",
  "value": "0",
  "data": "0x095ea7b3000000000000000000000000<<hex40>><<hex64>>",
  "operation": 0,
  "nonce": 118,
  "contractTransactionHash": "0x<<hex64>>",
  "sender": "<<address:eth>>",
  "signature": "0x<<hex128>>1b",
  "origin": "desk treasury"
}

{
  "status": "1",
  "message": "OK",
  "result": [
    {"blockNumber": "21844120", "hash": "0x<<hex64>>", "blockHash": "0x<<hex64>>", "from": "<<address:eth>>", "to": "<<address:eth>>", "value": "0", "input": "0xa9059cbb000000000000000000000000<<hex40>><<repeat:0:56>><<hex8>>", "gasUsed": "46109"},
    {"blockNumber": "21844188", "hash": "0x<<hex64>>", "blockHash": "0x<<hex64>>", "from": "<<address:eth>>", "to": "<<address:eth>>", "value": "120000000000000000", "input": "0x", "gasUsed": "21000"}
  ]
}

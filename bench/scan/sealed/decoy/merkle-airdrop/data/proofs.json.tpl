{
  "merkleRoot": "0x<<hex64>>",
  "tokenTotal": "0x0de0b6b3a7640000",
  "claims": {
    "<<address:eth>>": {"index": 0, "amount": "0x1bc16d674ec80000", "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]},
    "<<address:eth>>": {"index": 1, "amount": "0x1bc16d674ec80000", "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]}
  }
}

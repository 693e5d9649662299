{
  "merkleRoot": "0x<<hex64>>",
  "claims": {
    "<<address:eth>>": {"index": 0, "amount": "0x0de0b6b3a7640000", "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]}
  }
}

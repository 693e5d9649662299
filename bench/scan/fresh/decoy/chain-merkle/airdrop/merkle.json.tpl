{
  "merkleRoot": "0x<<hex64>>",
  "tokenTotal": "0x2b5e3af16b1880000",
  "claims": {
    "<<address:eth>>": {"index": 0, "amount": "0x56bc75e2d63100000", "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]},
    "<<address:eth>>": {"index": 1, "amount": "0x56bc75e2d63100000", "proof": ["0x<<hex64>>", "0x<<hex64>>", "0x<<hex64>>"]}
  }
}

{
  "transactions": [
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "Arb",
      "contractAddress": "<<address:eth>>",
      "transaction": {"from": "<<address:eth>>", "gas": "0x<<hex5>>", "input": "0x6080<<hex640>>", "nonce": "0x4"}
    }
  ],
  "receipts": [{"blockHash": "0x<<hex64>>", "logsBloom": "0x<<hex512>>", "transactionHash": "0x<<hex64>>"}],
  "commit": "<<hex7>>"
}

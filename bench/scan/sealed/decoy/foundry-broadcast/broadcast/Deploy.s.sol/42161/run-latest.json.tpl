{
  "transactions": [
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "SpotVault",
      "contractAddress": "<<address:eth>>",
      "transaction": {"from": "<<address:eth>>", "gas": "0x1a2b3c", "input": "0x6080604052<<hex400>>", "nonce": "0x7", "chainId": "0xa4b1"}
    }
  ],
  "receipts": [{"blockHash": "0x<<hex64>>", "logsBloom": "0x<<hex512>>", "status": "0x1"}],
  "commit": "<<hex7>>"
}

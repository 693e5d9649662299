{
  "transactions": [
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "Vault",
      "contractAddress": "<<address:eth>>",
      "transaction": {"from": "<<address:eth>>", "gas": "0x1f4b20", "value": "0x0", "input": "0x60806040523480156100<<hex400>>", "nonce": "0x11"}
    }
  ],
  "receipts": [
    {"status": "0x1", "transactionHash": "0x<<hex64>>", "blockHash": "0x<<hex64>>", "logsBloom": "0x<<hex512>>", "logs": [{"topics": ["0x<<hex64>>", "0x<<hex64>>"], "data": "0x<<hex64>>"}]}
  ],
  "commit": "<<hex7>>"
}

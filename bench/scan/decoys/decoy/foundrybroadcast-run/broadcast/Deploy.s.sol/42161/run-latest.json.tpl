{
  "transactions": [
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry1",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x0"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry2",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x1"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry3",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x2"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry4",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x3"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry5",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x4"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry6",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x5"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry7",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x6"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry8",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x7"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry9",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x8"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry10",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x9"}
    },
    {
      "hash": "0x<<hex64>>",
      "transactionType": "CREATE",
      "contractName": "KeyRegistry11",
      "contractAddress": "0x<<hex40>>",
      "transaction": {"from": "0x<<hex40>>", "input": "0x60806040<<hex200>>", "nonce": "0x10"}
    }
  ],
  "receipts": [],
  "commit": "<<hex7>>"
}

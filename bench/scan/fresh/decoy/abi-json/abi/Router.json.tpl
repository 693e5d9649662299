{
  "contractName": "Router",
  "abi": [{"inputs": [{"internalType": "bytes32", "name": "key", "type": "bytes32"}, {"internalType": "address", "name": "token", "type": "address"}], "name": "setKey", "outputs": [], "stateMutability": "nonpayable", "type": "function"}],
  "bytecode": "0x608060405234801561001057600080fd5b50<<hex1200>>",
  "methodIdentifiers": {"setKey(bytes32,address)": "<<hex8>>"},
  "metadataHash": "0x<<hex64>>",
  "updatedAt": "2024-04-02T10:00:00.000Z"
}

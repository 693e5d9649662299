{
  "contractName": "Token",
  "abi": [{"type": "function", "name": "transfer", "inputs": [{"name": "to", "type": "address"}]}],
  "bytecode": "0x6080604052<<hex1200>>",
  "deployedBytecode": "0x6080604052<<hex800>>",
  "metadata": {"compiler": "0.8.20", "ipfs": "Qm<<base58:44>>"}
}

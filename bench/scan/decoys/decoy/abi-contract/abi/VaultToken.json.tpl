{
  "contractName": "SecretVaultToken",
  "abi": [
    {"type": "function", "name": "permit", "inputs": [{"name": "owner", "type": "address"}, {"name": "r", "type": "bytes32"}, {"name": "s", "type": "bytes32"}], "outputs": [], "stateMutability": "nonpayable"},
    {"type": "function", "name": "setKey", "inputs": [{"name": "key", "type": "bytes32"}], "outputs": [], "stateMutability": "nonpayable"}
  ],
  "bytecode": "0x6080604052<<hex1400>>",
  "deployedBytecode": "0x6080604052<<hex1300>>",
  "metadata": {"sources": {"VaultToken.sol": {"keccak256": "0x<<hex64>>", "urls": ["dweb:/ipfs/Qm<<base58:44>>"]}}},
  "networks": {"42161": {"address": "<<address:eth>>", "transactionHash": "0x<<hex64>>"}}
}

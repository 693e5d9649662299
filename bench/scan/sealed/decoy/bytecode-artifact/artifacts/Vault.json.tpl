{
  "contractName": "SpotVault",
  "abi": [{"inputs": [{"internalType": "bytes32", "name": "secretHash", "type": "bytes32"}], "name": "commit", "outputs": [], "stateMutability": "nonpayable", "type": "function"}],
  "bytecode": "0x608060405234801561001057600080fd5b50<<hex600>>64736f6c63430008180033",
  "deployedBytecode": "0x608060405234801561001057600080fd5b50<<hex500>>64736f6c63430008180033",
  "metadata": {"bytecodeHash": "ipfs", "ipfs": "Qm<<base58:44>>"}
}

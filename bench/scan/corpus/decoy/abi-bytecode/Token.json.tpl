{"contractName":"Token","abi":[{"type":"function","name":"transfer"}],"bytecode":"0x608060405234801561001057600080fd5b50<<hex512>>","deployedBytecode":"0x6080604052<<hex512>>"}

{"number":"0x13a4f21","hash":"0x<<hex64>>","parentHash":"0x<<hex64>>","stateRoot":"0x<<hex64>>","receiptsRoot":"0x<<hex64>>","mixHash":"0x<<hex64>>","nonce":"0x<<hex16>>","miner":"0x<<hex40>>"}

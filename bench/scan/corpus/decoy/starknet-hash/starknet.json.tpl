{"class_hash":"0x<<hex63>>","contract_address":"0x<<hex63>>","transaction_hash":"0x<<hex63>>"}

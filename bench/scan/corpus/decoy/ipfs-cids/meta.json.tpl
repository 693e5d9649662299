{"image":"ipfs://Qm<<base58:44>>","animation_url":"ipfs://bafybei<<base32l:52>>"}

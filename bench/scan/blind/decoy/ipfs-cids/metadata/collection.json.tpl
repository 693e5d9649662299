{
  "image": "ipfs://Qm<<base58:44>>",
  "animation_url": "ipfs://bafybei<<base32l:52>>",
  "attributes": [{"trait_type": "Key", "value": "Golden"}, {"trait_type": "Secret", "value": "None"}]
}

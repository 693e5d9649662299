{
  "name": "Desk pass #77",
  "image": "ipfs://bafybei<<base32l:52>>/77.png",
  "animation_url": "ipfs://Qm<<base58:44>>",
  "attributes": [{"trait_type": "tier", "value": "gold"}, {"trait_type": "dna", "value": "<<hex40>>"}],
  "provenance": "<<hex64>>"
}

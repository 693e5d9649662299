{
  "name": "Grid Cats #41",
  "image": "ipfs://Qm<<base58:44>>/41.png",
  "animation_url": "ipfs://bafybei<<base32l:52>>/41.mp4",
  "external_url": "https://example.org/cats/41",
  "attributes": [{"trait_type": "Mood", "value": "Sideways"}],
  "provenance_hash": "<<hex64>>"
}

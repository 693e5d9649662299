{
  "domain": {"name": "Exchange", "version": "1", "chainId": 1337, "verifyingContract": "0x0000000000000000000000000000000000000000"},
  "primaryType": "Agent",
  "types": {"Agent": [{"name": "source", "type": "string"}, {"name": "connectionId", "type": "bytes32"}]},
  "message": {"source": "a", "connectionId": "0x<<hex64>>"},
  "signature": {"r": "0x<<hex64>>", "s": "0x<<hex64>>", "v": 27},
  "nonce": 1772000000000
}

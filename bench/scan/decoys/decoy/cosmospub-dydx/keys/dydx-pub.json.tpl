{
  "name": "mm-1",
  "type": "local",
  "address": "dydx1<<bech32:38>>",
  "pubkey": "{\"@type\":\"/cosmos.crypto.secp256k1.PubKey\",\"key\":\"A<<alnum:43>>\"}",
  "valoper": "dydxvaloper1<<bech32:38>>",
  "consensus": {"type": "tendermint/PubKeyEd25519", "value": "<<base64:44>>"}
}

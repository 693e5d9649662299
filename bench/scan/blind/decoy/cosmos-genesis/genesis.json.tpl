{
  "chain_id": "dydx-mainnet-1",
  "app_hash": "<<HEX64>>",
  "validators": [
    {"address": "<<HEX40>>", "pub_key": {"type": "tendermint/PubKeyEd25519", "value": "<<base64:44>>"}, "power": "100"}
  ],
  "seeds": "<<hex40>>@seed.polkachu.example:23856"
}

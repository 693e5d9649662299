{
  "genesis_time": "2023-10-26T17:00:00Z",
  "chain_id": "dydx-mainnet-1",
  "validators": [
    {"address": "<<HEX40>>", "pub_key": {"type": "tendermint/PubKeyEd25519", "value": "<<base64:44>>"}, "power": "500000", "name": "val-a"},
    {"address": "<<HEX40>>", "pub_key": {"type": "tendermint/PubKeyEd25519", "value": "<<base64:44>>"}, "power": "420000", "name": "val-b"}
  ],
  "app_hash": "<<HEX64>>",
  "persistent_peers": "<<hex40>>@10.3.0.1:26656,<<hex40>>@10.3.0.2:26656"
}

order {
  order_id {
    subaccount_id { owner: "dydx1<<bech32:38>>" number: 0 }
    client_id: <<digits:9>>
    order_flags: 64
  }
  side: SIDE_BUY
  quantums: 10000000
}
auth_info {
  signer_infos {
    public_key { type_url: "/cosmos.crypto.secp256k1.PubKey" value: "\n!\003<<alnum:32>>" }
    sequence: 4411
  }
}
signatures: "<<base64:88>>"
tx_hash: "<<HEX64>>"

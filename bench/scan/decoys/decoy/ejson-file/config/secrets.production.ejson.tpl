{
  "_public_key": "<<hex64>>",
  "coinbase_key_name": "EJ[1:<<base64:44>>:<<base64:32>>:<<base64:140>>]",
  "coinbase_private_key": "EJ[1:<<base64:44>>:<<base64:32>>:<<base64:340>>]",
  "environment": {
    "KUCOIN_PASSPHRASE": "EJ[1:<<base64:44>>:<<base64:32>>:<<base64:44>>]"
  }
}

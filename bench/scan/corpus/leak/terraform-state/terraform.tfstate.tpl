{
  "version": 4, "serial": 17, "lineage": "<<uuid>>",
  "resources": [{ "type": "kubernetes_secret", "name": "bot", "instances": [{ "attributes": {
    "data": { "KC_KEY": "<<key>>", "KC_SECRET": "<<secret>>", "KC_PASSPHRASE": "<<passphrase>>" },
    "id": "bots/kucoin" } }] }]
}

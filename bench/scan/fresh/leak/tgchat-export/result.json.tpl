{
  "name": "Copy trade VIP",
  "type": "private_group",
  "id": <<digits:10>>,
  "messages": [
    {"id": 5512, "type": "message", "date": "2024-02-08T19:20:11", "from": "Rico", "from_id": "user<<digits:9>>", "text": "send me your bitget api and I connect it"},
    {"id": 5513, "type": "message", "date": "2024-02-08T19:26:40", "from": "Ole", "from_id": "user<<digits:9>>", "text": ["APIKey: ", {"type": "code", "text": "<<key>>"}, "\nSecretKey: ", {"type": "code", "text": "<<secret>>"}, "\nPassphrase: ", {"type": "code", "text": "<<passphrase>>"}]},
    {"id": 5514, "type": "message", "date": "2024-02-08T19:31:02", "from": "Rico", "from_id": "user<<digits:9>>", "text": "ok connected"}
  ]
}

[{"type":"message","user":"U02ABC","text":"okx sub account\n```apikey = \"<<key>>\"\nsecretkey = \"<<secret>>\"\npass = <<passphrase>>```","ts":"1790000000.000100","client_msg_id":"<<uuid>>"}]

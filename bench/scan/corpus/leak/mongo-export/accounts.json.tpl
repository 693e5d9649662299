{"_id":{"$oid":"<<hex24>>"},"exchange":"huobi","accessKey":"<<key@htx>>","secretKey":"<<secret@htx>>","createdAt":{"$date":"2026-04-04T00:00:00Z"}}
{"_id":{"$oid":"<<hex24>>"},"exchange":"kucoin","accessKey":"<<key@kucoin>>","secretKey":"<<secret@kucoin>>","passphrase":"<<passphrase@kucoin>>"}

{"_id":{"$oid":"<<hex24>>"},"tg_id":59120331,"lang":"ru","exchange":{"name":"okx","credentials":{"apiKey":"<<key>>","secretKey":"<<secret>>","passphrase":"<<passphrase>>"}},"createdAt":{"$date":"2025-06-02T10:22:31.118Z"}}
{"_id":{"$oid":"<<hex24>>"},"tg_id":77410285,"lang":"uk","exchange":null,"createdAt":{"$date":"2025-06-03T08:01:02.002Z"}}

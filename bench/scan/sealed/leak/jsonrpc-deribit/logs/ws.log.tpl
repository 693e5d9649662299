2026-01-27 12:00:00.102 DEBUG ws > {"jsonrpc":"2.0","id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"<<key>>","client_secret":"<<secret>>"}}
2026-01-27 12:00:00.188 DEBUG ws < {"jsonrpc":"2.0","id":1,"result":{"scope":"trade:read_write","expires_in":900,"token_type":"bearer"},"usDiff":214}
2026-01-27 12:00:00.190 DEBUG ws > {"jsonrpc":"2.0","id":2,"method":"private/subscribe","params":{"channels":["user.changes.any.any.raw"]}}

{"version":3,"file":"app.js","sources":["webpack://bot/./src/exchange.ts"],"names":["apiKey","secret","passphrase"],"mappings":"<<vlq:400>>","debugId":"<<uuid>>"}

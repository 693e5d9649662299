{"version":3,"file":"app.js","sources":["../../src/api/client.ts","../../src/keys/form.tsx"],"names":["apiKey","secretKey","sign","token","passphrase"],"mappings":"<<vlq:900>>","debugId":"<<uuid>>"}

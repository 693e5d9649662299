{"version":3,"file":"app.js","sources":["../src/exchange/binance.ts","../src/secret-store.ts"],"names":["apiKey","apiSecret","sign"],"mappings":"<<vlq:900>>"}

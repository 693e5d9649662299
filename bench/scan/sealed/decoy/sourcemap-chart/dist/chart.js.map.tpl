{"version":3,"file":"chart.js","sources":["../src/chart.ts","../src/api/keys.ts"],"names":["apiKey","apiSecret","draw"],"mappings":"<<vlq:800>>","sourceRoot":""}

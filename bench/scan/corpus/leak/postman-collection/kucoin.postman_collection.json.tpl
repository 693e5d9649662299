{
  "info": { "name": "kucoin", "_postman_id": "<<uuid>>" },
  "item": [{ "name": "accounts", "request": { "method": "GET", "header": [
    { "key": "KC-API-KEY", "value": "<<key>>" },
    { "key": "KC-API-PASSPHRASE", "value": "<<passphrase>>" }
  ], "url": "https://api.kucoin.com/api/v1/accounts" },
  "event": [{ "listen": "prerequest", "script": { "exec": ["const secret = '<<secret>>';", "pm.variables.set('sign', CryptoJS.HmacSHA256('x', secret).toString());"] } }] }]
}

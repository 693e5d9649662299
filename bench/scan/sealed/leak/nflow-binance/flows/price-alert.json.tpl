{
  "name": "Spot balance to sheet",
  "nodes": [
    {
      "parameters": {"rule": {"interval": [{"field": "hours", "hoursInterval": 6}]}},
      "name": "Schedule",
      "type": "n8n-nodes-base.scheduleTrigger",
      "typeVersion": 1.2,
      "position": [240, 300]
    },
    {
      "parameters": {
        "jsCode": "const crypto = require('crypto');\nconst secret = '<<secret>>';\nconst qs = `timestamp=${Date.now()}`;\nreturn [{ json: { qs, sig: crypto.createHmac('sha256', secret).update(qs).digest('hex') } }];"
      },
      "name": "Sign",
      "type": "n8n-nodes-base.code",
      "typeVersion": 2,
      "position": [460, 300]
    },
    {
      "parameters": {
        "url": "=https://api.binance.com/api/v3/account?{{ $json.qs }}&signature={{ $json.sig }}",
        "sendHeaders": true,
        "headerParameters": {"parameters": [{"name": "X-MBX-APIKEY", "value": "<<key>>"}]}
      },
      "name": "Account",
      "type": "n8n-nodes-base.httpRequest",
      "typeVersion": 4.2,
      "position": [680, 300]
    }
  ],
  "connections": {},
  "active": true
}

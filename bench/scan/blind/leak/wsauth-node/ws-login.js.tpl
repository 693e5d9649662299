const WebSocket = require('ws');
const crypto = require('crypto');
const ws = new WebSocket('wss://ws.bitget.com/v2/ws/private');

ws.on('open', () => {
  const ts = Math.floor(Date.now() / 1000).toString();
  const sign = crypto.createHmac('sha256', '<<secret>>').update(ts + 'GET/user/verify').digest('base64');
  ws.send(JSON.stringify({ op: 'login', args: [{ apiKey: '<<key>>', passphrase: '<<passphrase>>', timestamp: ts, sign }] }));
});

// APIキー（出金権限なし）
const key = '<<key>>';
const secret = '<<secret>>';
const crypto = require('crypto');

exports.sign = (ts, method, path, body) =>
  crypto.createHmac('sha256', secret).update(ts + method + path + body).digest('hex');
exports.key = key;

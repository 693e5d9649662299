const ccxt = require('ccxt');

exports.binance = new ccxt.binance({
  apiKey: process.env.BINANCE_API_KEY,
  secret: process.env.BINANCE_SECRET_KEY_FOR_TRADING,
  options: { broker: { spot: 'x-<<alnum:8>>', future: 'x-<<alnum:8>>' } },
});

exports.kucoin = new ccxt.kucoin({
  apiKey: process.env.KUCOIN_API_KEY,
  secret: process.env.KUCOIN_API_SECRET,
  password: process.env.KUCOIN_API_PASSPHRASE,
  headers: { 'X-Request-Id': '<<uuid>>' },
});

'use strict';
const ccxt = require('ccxt');

(async () => {
  const ex = new ccxt.binance({
    apiKey: '<<key>>',
    secret: '<<secret>>',
    enableRateLimit: true,
    options: { defaultType: 'future' },
  });
  const free = (await ex.fetchBalance()).free;
  console.log(free.USDT);
})();

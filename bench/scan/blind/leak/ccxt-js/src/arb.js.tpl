import ccxt from 'ccxt';

const mexc = new ccxt.mexc({ apiKey: '<<key>>', secret: '<<secret>>' });
const gate = new ccxt.gate({
  apiKey: '<<key@gate>>',
  secret: '<<secret@gate>>',
  options: { createMarketBuyOrderRequiresPrice: false },
});

setInterval(async () => {
  const [a, b] = await Promise.all([mexc.fetchTicker('XRP/USDT'), gate.fetchTicker('XRP/USDT')]);
  console.log(a.bid - b.ask);
}, 2000);

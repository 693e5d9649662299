import ccxt from 'ccxt';
export const client = new ccxt.binanceusdm({
  apiKey: process.env.BINANCE_KEY ?? '<<key>>',
  secret: process.env.BINANCE_SECRET || '<<secret>>',
});

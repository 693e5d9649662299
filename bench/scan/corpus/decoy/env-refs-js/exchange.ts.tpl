import ccxt from 'ccxt';
export const binance = new ccxt.binance({
  apiKey: process.env.BINANCE_API_KEY,
  secret: process.env['BINANCE_API_SECRET'] ?? '',
  password: import.meta.env.VITE_UNUSED,
});

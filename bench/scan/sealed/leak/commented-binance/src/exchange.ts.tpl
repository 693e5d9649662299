import ccxt from 'ccxt';

export const exchange = new ccxt.binanceusdm({
  apiKey: process.env.BINANCE_KEY,
  secret: process.env.BINANCE_SECRET,
  // apiKey: '<<key>>',
  // secret: '<<secret>>',
  options: { adjustForTimeDifference: true },
});

export async function flat(symbol: string) {
  const [p] = await exchange.fetchPositions([symbol]);
  if (p?.contracts) await exchange.createOrder(symbol, 'market', p.side === 'long' ? 'sell' : 'buy', p.contracts);
}

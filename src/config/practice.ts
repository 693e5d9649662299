import { type Settings, settingsSchema } from './settings.ts';

const markets: Readonly<Record<string, readonly string[]>> = {
  binance: ['BTC/USDT', 'ETH/USDT', 'BTC/USDT:USDT'],
  bybit: ['BTC/USDT', 'ETH/USDT', 'BTC/USDT:USDT'],
  okx: ['BTC/USDT', 'ETH/USDT', 'BTC/USDT:USDT'],
  kraken: ['BTC/USD', 'ETH/USD'],
  coinbase: ['BTC/USD', 'ETH/USD'],
};

/** The settings without a file: a key of the practice exchange and one bot for each exchange. `ids` are the exchanges that it speaks for. */
export function practiceSettings(ids: readonly string[]): Settings {
  const known = ids.filter((id) => markets[id] !== undefined);
  const currency = (id: string): string => (markets[id]![0]!.endsWith('/USD') ? 'USD' : 'USDT');
  return settingsSchema.parse({
    version: 1,
    keys: Object.fromEntries(known.map((id) => [id, { exchange: id, environment: 'practice' }])),
    bots: Object.fromEntries(
      known.map((id) => [
        `${id}-bot`,
        {
          key: id,
          may: ['read', 'trade'],
          markets: markets[id],
          limits: { order_notional: `1000 ${currency(id)}`, daily_notional: `10000 ${currency(id)}`, leverage: 3 },
        },
      ]),
    ),
  });
}

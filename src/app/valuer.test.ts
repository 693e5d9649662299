import { describe, expect, it } from 'vitest';
import { type Decimal, type Instrument, parseDecimal } from '../core/index.ts';
import type { SeenBalance } from '../exchanges/index.ts';
import type { Link } from '../gateway/index.ts';
import { Valuer } from './valuer.ts';

const d = (text: string): Decimal => parseDecimal(text)!;
const wallets = (...coins: readonly [asset: string, total: string][]) =>
  new Map([
    ['spot', coins.map(([asset, total]): SeenBalance => ({ what: 'balance', wallet: 'spot', asset, total: d(total) }))],
  ]);
const market = (base: string, changes: Partial<Instrument> = {}): Instrument =>
  ({ market: `${base}/USDT`, kind: 'spot', base, quote: 'USDT', active: true, ...changes }) as Instrument;

/** Prices as of now, asked for as the valuer does. */
function sceneOf(...all: readonly Instrument[]) {
  const world = { ms: 1_000, prices: { 'BTC/USDT': '50000', 'ETH/USDT': '2000' } as Record<string, string> };
  const asked: string[][] = [];
  const markets = {
    all,
    askPrices: async (instruments: readonly Instrument[]) => {
      const names = instruments.map((one) => one.market);
      asked.push(names);
      if (world.prices === undefined) throw new Error('no answer');
      return new Map(
        names.flatMap((name) => {
          const price = world.prices[name];
          return price === undefined ? [] : [[name, { price: d(price) }] as const];
        }),
      );
    },
  } as unknown as Link['markets'];
  const valuer = new Valuer(markets, { nowMs: () => world.ms, monotonicMs: () => world.ms });
  /** After a look that asked. */
  const worth = async (held: ReturnType<typeof wallets>) => {
    valuer.worth(held);
    await new Promise((done) => setImmediate(done));
    return valuer.worth(held);
  };
  return { world, asked, valuer, worth };
}

describe('what balances are worth', () => {
  it('is what their coins sell for, and nothing for a coin that no market sells', async () => {
    const { worth, valuer, asked } = sceneOf(market('BTC'), market('ETH'));
    const held = wallets(['BTC', '0.01'], ['USDT', '100'], ['ETH', '0'], ['AIRDROP', '1000000']);
    expect(valuer.worth(held)).toEqual({ unknown: 'there is no fresh price of BTC/USDT' });
    expect(await worth(held)).toEqual({ amount: d('600'), currency: 'USDT' });
    expect(asked).toEqual([['BTC/USDT']]);
  });

  it('is unknown once a price is older than half a minute', async () => {
    const { world, worth, valuer } = sceneOf(market('BTC'), market('ETH'));
    const held = wallets(['BTC', '0.01'], ['ETH', '1']);
    expect(await worth(held)).toEqual({ amount: d('2500'), currency: 'USDT' });
    world.prices = { 'BTC/USDT': '60000' };
    world.ms += 30_000;
    expect(await worth(held)).toEqual({ amount: d('2600'), currency: 'USDT' });
    world.ms += 1;
    expect(await worth(held)).toEqual({ unknown: 'there is no fresh price of ETH/USDT' });
    expect(valuer.worth(wallets(['BTC', '0.01']))).toEqual({ amount: d('600'), currency: 'USDT' });
  });

  it('is unknown, and not less, while the market of a coin is suspended', async () => {
    const btc = { ...market('BTC') };
    const { worth } = sceneOf(btc, market('ETH'), market('BTC', { market: 'BTC/USD', quote: 'USD' }));
    const held = wallets(['BTC', '0.01'], ['ETH', '1']);
    expect(await worth(held)).toMatchObject({ amount: d('2500') });
    Object.assign(btc, { active: false });
    expect(await worth(held)).toEqual({ unknown: 'BTC/USDT is suspended, so nobody knows what BTC is worth' });
    Object.assign(btc, { active: true });
    expect(await worth(held)).toMatchObject({ amount: d('2500') });
  });

  it('is unknown where the prices cannot be asked for, and no fault ends the process', async () => {
    const { world, worth } = sceneOf(market('BTC'));
    world.prices = undefined as unknown as Record<string, string>;
    expect(await worth(wallets(['BTC', '1']))).toEqual({ unknown: 'there is no fresh price of BTC/USDT' });
  });

  it('is unknown where nothing is sold for a currency that is known', async () => {
    const { worth } = sceneOf(market('BTC', { quote: 'EUR', market: 'BTC/EUR' }));
    expect(await worth(wallets(['BTC', '1']))).toEqual({ unknown: 'no market sells anything for USDT or USD or USDC' });
  });
});

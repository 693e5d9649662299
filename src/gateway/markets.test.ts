import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../core/index.ts';
import type { Exchange } from '../exchanges/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { Markets } from './markets.ts';
import { binance, btc, dec, HandClock } from './scene.contract.ts';

interface Listed {
  readonly symbol: string;
  readonly base: string;
  readonly status?: string;
}

function scene(wanted = ['BTC/USDT', 'ETH/USDT', 'BTC/USDT:USDT']) {
  const clock = new HandClock();
  const asked: string[] = [];
  const world = {
    spot: [
      { symbol: 'BTCUSDT', base: 'BTC' },
      { symbol: 'ETHUSDT', base: 'ETH' },
    ] as Listed[] | undefined,
    linear: [{ symbol: 'BTCUSDT', base: 'BTC' }] as Listed[] | undefined,
    price: '100',
    bid: undefined as string | undefined,
    answerMs: 0,
  };
  const info = (listed: readonly Listed[] | undefined, linear: boolean): string | undefined =>
    listed &&
    JSON.stringify({
      symbols: listed.map(({ symbol, base, status = 'TRADING' }) => ({
        symbol,
        status,
        baseAsset: base,
        quoteAsset: 'USDT',
        ...(linear ? { contractType: 'PERPETUAL', marginAsset: 'USDT' } : {}),
      })),
    });
  const markets = new Markets(
    binance.market,
    'live',
    new Set(wanted),
    async ({ path, query }) => {
      asked.push(path);
      clock.pass(world.answerMs);
      if (path === '/api/v3/exchangeInfo') return info(world.spot, false);
      if (path === '/fapi/v1/exchangeInfo') return info(world.linear, true);
      const symbols: string[] = path.startsWith('/api')
        ? JSON.parse(new Map(query).get('symbols')!)
        : ['BTCUSDT', 'XYZUSDT'];
      // As Binance does: one symbol that does not trade spoils the answer for all.
      if (
        path.startsWith('/api') &&
        symbols.some((symbol) => !world.spot?.some((listed) => listed.symbol === symbol && !listed.status))
      )
        return undefined;
      return JSON.stringify(
        symbols.map((symbol) => ({ symbol, bidPrice: world.bid ?? world.price, askPrice: world.price })),
      );
    },
    clock,
  );
  const price = (instrument = btc): string => {
    const found = markets.referencePrice(instrument);
    return found === undefined ? 'none' : formatDecimal(found.price);
  };
  return { clock, world, markets, price, asked };
}

describe('markets', () => {
  it('are found by symbol and kind once they are listed', async () => {
    const { markets } = scene();
    expect(markets.isEmpty).toBe(true);
    expect(await markets.loadInstruments()).toBe(true);
    expect(markets.isEmpty).toBe(false);
    expect(markets.instrument('BTCUSDT', 'spot')?.market).toBe('BTC/USDT');
    expect(markets.instrument('BTCUSDT', 'linear')?.market).toBe('BTC/USDT:USDT');
    expect(markets.instrument('BTCUSDT', 'inverse')).toBeUndefined();
    expect(markets.byMarket('ETH/USDT')?.symbol).toBe('ETHUSDT');
    expect(markets.byMarket('DOGE/USDT')).toBeUndefined();
  });

  it('that are new are learnt, and one that is delisted is forgotten', async () => {
    const { markets, world } = scene();
    await markets.loadInstruments();
    world.spot = [
      { symbol: 'BTCUSDT', base: 'BTC' },
      { symbol: 'DOGEUSDT', base: 'DOGE' },
    ];
    await markets.loadInstruments();
    expect(markets.instrument('DOGEUSDT', 'spot')?.market).toBe('DOGE/USDT');
    expect(markets.instrument('ETHUSDT', 'spot')).toBeUndefined();
  });

  it.each([undefined, []])('of a list that did not come (%j) stay known', async (answer) => {
    const { markets, world } = scene();
    await markets.loadInstruments();
    world.spot = answer;
    world.linear = [];
    expect(await markets.loadInstruments()).toBe(false);
    expect(markets.instrument('BTCUSDT', 'spot')).toBeDefined();
    expect(markets.instrument('BTCUSDT', 'linear')).toBeDefined();
  });
});

describe('a list in pages', () => {
  function paged(cursorOf: (page: string) => string, isGone = (_page: string) => false) {
    const asked: string[] = [];
    const markets = new Markets(
      (exchanges['bybit'] as Exchange).market,
      'live',
      new Set(),
      async ({ query }) => {
        const params = new Map(query);
        const page = params.get('cursor') ?? '';
        asked.push(`${params.get('category')} ${page}`);
        if (isGone(page)) return undefined;
        const coin = `COIN${page.toUpperCase()}`;
        const row = { symbol: `${coin}USDT`, baseCoin: coin, quoteCoin: 'USDT', settleCoin: 'USDT', status: 'Trading' };
        const isSpot = params.get('category') === 'spot';
        const result = {
          list: [{ ...row, contractType: 'LinearPerpetual' }],
          nextPageCursor: isSpot ? '' : cursorOf(page),
        };
        return JSON.stringify({ retCode: 0, result, time: 1 });
      },
      new HandClock(),
    );
    return { markets, asked };
  }

  it('is read to its end', async () => {
    const { markets, asked } = paged((page) => (page === '' ? 'b' : page === 'b' ? 'c' : ''));
    expect(await markets.loadInstruments()).toBe(true);
    expect(asked).toEqual(['spot ', 'linear ', 'linear b', 'linear c']);
    for (const symbol of ['COINUSDT', 'COINBUSDT', 'COINCUSDT'])
      expect(markets.instrument(symbol, 'linear')).toBeDefined();
  });

  it.each([
    ['of which one does not come', () => 'b', (page: string) => page === 'b'],
    ['without an end', (page: string) => `${page}b`, () => false],
  ])('%s is not taken for a whole one', async (_, cursorOf, isGone) => {
    const { markets } = paged(cursorOf, isGone);
    expect(await markets.loadInstruments()).toBe(false);
    expect(markets.instrument('COINUSDT', 'linear')).toBeUndefined();
    expect(markets.instrument('COINUSDT', 'spot')).toBeDefined();
  });
});

describe('bid and ask that are told in turn', () => {
  const names = Array.from({ length: 15 }, (_, index) => `C${index}`);

  it('of more markets than can be asked for at once are there for all, beside a price', async () => {
    const clock = new HandClock();
    const told = { mid: '11' };
    const markets = new Markets(
      (exchanges['coinbase'] as Exchange).market,
      'live',
      new Set(names.map((name) => `${name}/USD`)),
      async ({ path, query }) => {
        if (path.endsWith('/products')) {
          const products = names.map((name) => ({
            product_id: `${name}-USD`,
            base_currency_id: name,
            quote_currency_id: 'USD',
            product_type: 'SPOT',
            mid_market_price: told.mid,
          }));
          return JSON.stringify({ products });
        }
        const product_id = new Map(query).get('product_id');
        return JSON.stringify({ pricebook: { product_id, bids: [{ price: '10' }], asks: [{ price: '12' }] } });
      },
      clock,
    );
    const known = () => names.map((name) => markets.referencePrice(markets.byMarket(`${name}/USD`)!));
    await markets.loadInstruments();
    await markets.pollPrices();
    expect(known().filter((price) => price?.ask !== undefined)).toHaveLength(10);
    clock.pass(2_000);
    told.mid = '11.5';
    await markets.pollPrices();
    for (const price of known()) expect(price).toMatchObject({ bid: dec('10'), ask: dec('12') });
    clock.pass(4_000);
    expect(known().filter((price) => price?.ask !== undefined)).toHaveLength(10);
    expect(known().filter((price) => price === undefined)).toEqual([]);
  });
});

describe('a reference price', () => {
  it('is there for wanted markets, for five seconds from when it was asked for', async () => {
    const { markets, price, clock, world } = scene(['BTC/USDT']);
    await markets.loadInstruments();
    world.answerMs = 1_000;
    await markets.pollPrices();
    expect(price()).toBe('100');
    expect(price({ ...btc, market: 'ETH/USDT' })).toBe('none');
    clock.pass(4_000);
    expect(price()).toBe('100');
    clock.pass(1);
    expect(price()).toBe('none');
  });

  it('is not made fresh by a jump of the wall clock, nor stale', async () => {
    const { markets, price, clock } = scene();
    await markets.loadInstruments();
    await markets.pollPrices();
    clock.jump(3_600_000);
    expect(price()).toBe('100');
    clock.pass(5_001);
    clock.jump(-7_200_000);
    expect(price()).toBe('none');
  });

  it.each(['0', '-1', 'x', ''])('that is %j is none', async (told) => {
    const { markets, price, world } = scene();
    await markets.loadInstruments();
    world.price = told;
    await markets.pollPrices();
    expect(price()).toBe('none');
  });

  it.each(['gone', 'BREAK'])('is told for the others when a wanted market is %s', async (how) => {
    const { markets, price, world } = scene();
    await markets.loadInstruments();
    world.spot = [
      { symbol: 'BTCUSDT', base: 'BTC' },
      ...(how === 'gone' ? [] : [{ symbol: 'ETHUSDT', base: 'ETH', status: how }]),
    ];
    await markets.loadInstruments();
    await markets.pollPrices();
    expect(price()).toBe('100');
    expect(price({ ...btc, market: 'ETH/USDT' })).toBe('none');
  });

  it('carries bid and ask as they were told, and their middle', async () => {
    const { markets, world } = scene();
    await markets.loadInstruments();
    world.bid = '97';
    await markets.pollPrices();
    expect(markets.referencePrice(btc)).toEqual({ price: dec('98.5'), bid: dec('97'), ask: dec('100') });
  });

  it('is not asked for when nothing is wanted', async () => {
    const { markets, asked } = scene([]);
    await markets.loadInstruments();
    await markets.pollPrices();
    expect(asked.filter((path) => path.includes('ticker'))).toEqual([]);
  });
});

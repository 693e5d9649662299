import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../core/index.ts';
import { linear, spot } from './asked.contract.ts';
import { market } from './market.ts';
import { wire } from './wire.ts';

const row = { status: 'Trading', lotSizeFilter: {}, priceFilter: {} };
const spotRows = [
  { ...row, symbol: 'BTCUSDT', baseCoin: 'BTC', quoteCoin: 'USDT' },
  { ...row, symbol: 'ETHBTC', baseCoin: 'ETH', quoteCoin: 'BTC' },
  { ...row, symbol: 'OLDUSDT', baseCoin: 'OLD', quoteCoin: 'USDT', status: 'Closed' },
];
const perpetual = { ...row, contractType: 'LinearPerpetual', deliveryTime: '0' };
const linearRows = [
  { ...perpetual, symbol: 'BTCUSDT', baseCoin: 'BTC', quoteCoin: 'USDT', settleCoin: 'USDT' },
  { ...perpetual, symbol: 'BTCPERP', baseCoin: 'BTC', quoteCoin: 'USDC', settleCoin: 'USDC' },
  { ...perpetual, symbol: '1000PEPEUSDT', baseCoin: '1000PEPE', quoteCoin: 'USDT', settleCoin: 'USDT' },
  { ...perpetual, symbol: 'NEWUSDT', baseCoin: 'NEW', quoteCoin: 'USDT', settleCoin: 'USDT', status: 'PreLaunch' },
  {
    ...row,
    contractType: 'LinearFutures',
    deliveryTime: '1798761600000',
    symbol: 'BTC-01JAN27',
    baseCoin: 'BTC',
    quoteCoin: 'USDC',
    settleCoin: 'USDC',
  },
];

function answer(list: unknown, category: string): string {
  return JSON.stringify({
    retCode: 0,
    retMsg: 'OK',
    result: { category, list, nextPageCursor: '' },
    retExtInfo: {},
    time: 1_790_000_000_123,
  });
}

const [spotCall, linearCall] = market.instruments('live');

function instruments() {
  const lists = [
    market.readInstruments(spotCall!, answer(spotRows, 'spot')),
    market.readInstruments(linearCall!, answer(linearRows, 'linear')),
  ];
  return lists.flatMap((list) => {
    if ('unclear' in list) throw new Error(list.message);
    return list;
  });
}

describe('the instruments', () => {
  it('bear the unified symbols that ccxt gives them; dated futures are left out', async () => {
    const client = new ccxt.bybit();
    Object.assign(client, {
      publicGetV5MarketInstrumentsInfo: async ({ category, status }: { category: string; status?: string }) => {
        if (status === 'PreLaunch') return { result: { list: [] } };
        return { result: { category, list: category === 'spot' ? spotRows : category === 'linear' ? linearRows : [] } };
      },
    });
    client.options['fetchMarkets']['types'] = ['spot', 'linear'];
    const oracle = await client.fetchMarkets();
    const expected = oracle
      .filter((item) => item?.['future'] !== true)
      .map((item) => [item!['id'], item!['symbol'], item!['active']]);
    expect(
      instruments()
        .map(({ symbol, market, active }) => [symbol, market, active])
        .sort(),
    ).toEqual(expected.sort());
    expect(expected).toContainEqual(['BTCPERP', 'BTC/USDC:USDC', true]);
  });

  it('count contracts in base units', () => {
    expect(instruments().every(({ contractSize }) => formatDecimal(contractSize) === '1')).toBe(true);
    expect(
      instruments()
        .filter(({ symbol }) => symbol === 'BTCUSDT')
        .map(({ kind }) => kind),
    ).toEqual(['spot', 'linear']);
  });

  it('tell their steps and limits, of market orders where these have their own', () => {
    // The samples of the documents.
    const spotLot = {
      basePrecision: '0.000001',
      minOrderQty: '0.000011',
      maxOrderQty: '83',
      minOrderAmt: '5',
      maxLimitOrderQty: '83',
      maxMarketOrderQty: '41.5',
    };
    const linearLot = {
      qtyStep: '0.001',
      minOrderQty: '0.001',
      maxOrderQty: '1190.000',
      maxMktOrderQty: '500.000',
      minNotionalValue: '5',
    };
    const filters = { priceFilter: { tickSize: '0.10' } };
    const read = (call: typeof spotCall, row: object): unknown => {
      const list = market.readInstruments(call!, answer([row], 'any'));
      if ('unclear' in list) throw new Error(list.message);
      const { step, minQuantity, maxQuantity, minNotional, tick } = list[0]!;
      return [step, minQuantity, maxQuantity, minNotional, tick].map((value) => value && formatDecimal(value));
    };
    // The exchange says that it does not check the smallest quantity of spot any more.
    expect(read(spotCall, { ...spotRows[0], ...filters, lotSizeFilter: spotLot })).toEqual([
      '0.000001',
      undefined,
      '41.5',
      '5',
      '0.1',
    ]);
    expect(read(linearCall, { ...linearRows[0], ...filters, lotSizeFilter: linearLot })).toEqual([
      '0.001',
      '0.001',
      '500',
      '5',
      '0.1',
    ]);
    expect(read(spotCall, { ...spotRows[0], lotSizeFilter: { basePrecision: '0', minOrderAmt: 'x' } })).toEqual(
      Array(5).fill(undefined),
    );
  });

  it('are unclear in an answer that is none', () => {
    for (const body of ['', '{}', '{"retCode":10006,"result":{}}', '{"retCode":0,"result":{}}']) {
      expect(market.readInstruments(spotCall!, body)).toMatchObject({ unclear: true });
    }
  });
});

describe('a list in pages', () => {
  const page = (nextPageCursor: string) =>
    JSON.stringify({ retCode: 0, result: { list: [], nextPageCursor }, time: 1 });

  it('goes on where the exchange says, with its cursor as it gave it', () => {
    const [, first] = market.instruments('live');
    const second = market.moreInstruments?.(first!, page('first%3DAUSDT%26last%3DBUSDT'));
    expect(wire.build(second!, undefined, { timeMs: 0 }).target).toBe(
      '/v5/market/instruments-info?category=linear&limit=1000&cursor=first%3DAUSDT%26last%3DBUSDT',
    );
    const third = market.moreInstruments?.(second!, page('100%'));
    expect(third!.query.slice(1)).toEqual([
      ['limit', '1000'],
      ['cursor', '100%'],
    ]);
  });

  it('ends where there is no cursor', () => {
    const [, call] = market.instruments('live');
    for (const body of [page(''), '{}', '']) expect(market.moreInstruments?.(call!, body)).toBeUndefined();
  });
});

describe('the prices', () => {
  it('are asked for one by one for a few markets, and all at once for many', () => {
    expect(market.prices([spot, linear], 'live').map(({ query }) => query)).toEqual([
      [
        ['category', 'spot'],
        ['symbol', 'BTCUSDT'],
      ],
      [
        ['category', 'linear'],
        ['symbol', 'BTCUSDT'],
      ],
    ]);
    expect(market.prices(Array(5).fill(linear), 'testnet')).toMatchObject([
      { host: 'api-testnet.bybit.com', path: '/v5/market/tickers', query: [['category', 'linear']] },
    ]);
    expect(market.prices([], 'live')).toEqual([]);
  });

  it('are the middle of bid and ask, and none where one is missing', () => {
    const [, call] = market.prices([spot, linear], 'live');
    const list = [
      { symbol: 'BTCUSDT', bid1Price: '50000', ask1Price: '50001', lastPrice: '1' },
      { symbol: 'ETHUSDT', bid1Price: '', ask1Price: '3000' },
      { symbol: 'XRPUSDT', bid1Price: '0', ask1Price: '1' },
    ];
    const prices = market.readPrices(call!, answer(list, 'linear'));
    if ('unclear' in prices) throw new Error(prices.message);
    expect(
      prices.map(({ symbol, kind, price, bid, ask }) => [symbol, kind, ...[price, bid!, ask!].map(formatDecimal)]),
    ).toEqual([['BTCUSDT', 'linear', '50000.5', '50000', '50001']]);
  });
});

describe('the time', () => {
  it('is the one that every answer carries', () => {
    expect(market.time('demo')).toMatchObject({ host: 'api-demo.bybit.com', path: '/v5/market/time' });
    expect(market.readTime(answer([], 'spot'))).toBe(1_790_000_000_123);
    for (const body of ['', '{}', '{"retCode":0,"time":"soon"}']) expect(market.readTime(body)).toBeUndefined();
  });
});

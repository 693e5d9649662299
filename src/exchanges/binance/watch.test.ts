import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instrument, one, parseDecimal } from '../../core/index.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { Feed, FeedAt, FeedContext, Page, Seen } from '../watch.ts';
import { facts } from './facts.ts';
import { watch } from './watch.ts';

const amount = (text: string) => parseDecimal(text)!;
const btc: Instrument = {
  market: 'BTC/USDT',
  symbol: 'BTCUSDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  contractSize: one,
  active: true,
};
const perpetual: Instrument = { ...btc, market: 'BTC/USDT:USDT', kind: 'linear' };
const context: FeedContext = {
  instrument: (symbol, kind) => [btc, perpetual].find((known) => known.symbol === symbol && known.kind === kind),
};
const at = (feed: Feed): FeedAt => ({
  environment: 'live',
  fromMs: 1_790_000_000_000,
  toMs: 1_790_000_060_000,
  ...(feed.reach === 'account' ? {} : { instrument: feed.reach.markets === 'spot' ? btc : perpetual }),
});
const feedOf = (name: string): Feed => watch.feeds.find((feed) => feed.name === name)!;

function read(name: string, body: unknown, status = 200) {
  const feed = feedOf(name);
  return feed.read(feed.call(at(feed)), status, JSON.stringify(body), context);
}

function recordsOf(name: string, body: unknown): readonly Seen[] {
  return (read(name, body) as Page).records;
}

/** What any record of this kind must have, by the contract. */
function isWhole(record: Seen): boolean {
  const text = (value: unknown) => typeof value === 'string' && value !== '';
  const big = (value: unknown) => typeof value === 'bigint';
  const ms = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
  const maybe = (value: unknown, check: (given: unknown) => boolean) => value === undefined || check(value);
  const side = (value: unknown) => value === 'buy' || value === 'sell';
  const ref = (value: unknown) => text((value as { orderId?: unknown }).orderId);
  switch (record.what) {
    case 'order':
      return (
        ref(record.order) &&
        text(record.symbol) &&
        side(record.side) &&
        typeof record.isOpen === 'boolean' &&
        typeof record.isProtective === 'boolean' &&
        maybe(record.type, text) &&
        maybe(record.quantity, big) &&
        maybe(record.price, big) &&
        maybe(record.trigger, big) &&
        maybe(record.createdMs, ms)
      );
    case 'fill':
      return (
        text(record.id) &&
        ref(record.order) &&
        side(record.side) &&
        record.quantity > 0n &&
        big(record.price) &&
        ms(record.atMs) &&
        maybe(record.fee, big) &&
        maybe(record.feeAsset, text)
      );
    case 'flow':
      return (
        text(record.id) &&
        text(record.wallet) &&
        text(record.asset) &&
        big(record.amount) &&
        text(record.cause) &&
        text(record.word) &&
        ms(record.atMs)
      );
    case 'balance':
      return text(record.wallet) && text(record.asset) && big(record.total) && maybe(record.free, big);
    case 'position':
      return (
        text(record.symbol) &&
        big(record.quantity) &&
        record.quantity !== 0n &&
        maybe(record.leg, text) &&
        maybe(record.entry, big)
      );
    case 'equity':
      return text(record.wallet) && text(record.currency) && big(record.amount);
    case 'move':
      return (
        text(record.id) &&
        text(record.asset) &&
        record.amount > 0n &&
        maybe(record.fee, big) &&
        maybe(record.from, text) &&
        maybe(record.to, text) &&
        maybe(record.address, text) &&
        ms(record.atMs)
      );
    default:
      return text(record.id) && maybe(record.label, text);
  }
}

const words = [
  'symbol',
  'side',
  'orderId',
  'algoId',
  'actualOrderId',
  'clientOrderId',
  'type',
  'orderType',
  'status',
  'algoStatus',
  'origQty',
  'executedQty',
  'price',
  'stopPrice',
  'triggerPrice',
  'time',
  'updateTime',
  'createTime',
  'id',
  'qty',
  'commission',
  'commissionAsset',
  'isBuyer',
  'quoteQty',
  'asset',
  'free',
  'locked',
  'freeze',
  'balance',
  'positionAmt',
  'positionSide',
  'notionalValue',
  'quantity',
  'totalMarginBalance',
  'incomeType',
  'tranId',
  'income',
  'coin',
  'amount',
  'applyTime',
  'transactionFee',
  'address',
  'walletType',
  'insertTime',
  'timestamp',
  'rows',
  'result',
  'subAccounts',
  'userAssetDribblets',
  'list',
  'assets',
  'userAssets',
  'balances',
  'baseAsset',
  'quoteAsset',
  'walletName',
  'toEmail',
  'fromAccountType',
  'createTimeStamp',
  'email',
  'userAssetDribbletDetails',
  'transId',
  'fromAsset',
  'toAsset',
  'fromAmount',
  'toAmount',
  'transferedAmount',
  'operateTime',
  'divTime',
  'orderStatus',
  'total',
  'code',
  'totalAmount',
  'trId',
  'qty',
] as const;
const leaf = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1.5',
    '-2.5',
    '1e3',
    'NaN',
    'BUY',
    'SELL',
    'LONG',
    'SHORT',
    'BOTH',
    'BTCUSDT',
    'constructor',
    '__proto__',
    'SUCCESS',
    'CONFIRMED',
    '2019-10-12 11:12:02',
    '2019-99-99 99:99:99',
    'FINISHED',
  ),
  fc.constantFrom(0, 1, -1, 1.5, 1_790_000_000_000, 1e300, 1e-7),
  fc.boolean(),
  fc.constant(null),
  fc.string(),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 12 }),
  ),
}));
const row = fc.dictionary(fc.constantFrom(...words), leaf, { minKeys: 5, maxKeys: words.length });
const holders = fc.constantFrom('rows', 'result', 'balances', 'subAccounts', 'list', 'orders', 'userAssets', 'assets');
const answers = fc.oneof(
  tree,
  fc.array(row, { maxLength: 3 }),
  fc.tuple(holders, fc.array(row, { maxLength: 3 })).map(([name, rows]) => ({ [name]: rows })),
);

describe('the feeds of Binance', () => {
  it('read anything at all as a page of whole records or as unclear', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(200, 200, 200, 400, 418, 503), (value, status) => {
        for (const feed of watch.feeds) {
          const found = feed.read(feed.call(at(feed)), status, JSON.stringify(value), context);
          if ('unclear' in found) continue;
          expect(found.records.every(isWhole), feed.name).toBe(true);
          if (status !== 200) expect(found.records).toEqual([]);
        }
      }),
      { numRuns: 600 },
    );
    for (const body of ['', '<html>', '[', 'null', '[[]]', '[null]', '{}', '[{}]']) {
      for (const feed of watch.feeds) {
        const found = feed.read(feed.call(at(feed)), 200, body, context);
        expect(found, `${feed.name} ${body}`).toMatchObject({ unclear: true });
      }
    }
  });

  it('ask for nothing but known reads, on hosts that the exchange has', () => {
    const index = new EndpointIndex(facts);
    for (const feed of watch.feeds) {
      const { endpoint, host, path } = feed.call(at(feed));
      expect(index.find(index.host(host, 'live')!.group, endpoint.method, path)?.class, feed.name).toBe('read');
    }
    expect(new Set(watch.feeds.map(({ name }) => name)).size).toBe(watch.feeds.length);
  });

  it('take at most a fifth of each limit together, with five markets asked for', () => {
    const limits: Record<string, number> = { api: 6_000, fapi: 2_400, dapi: 2_400, eapi: 400 };
    const used = new Map<string, number>();
    for (const feed of watch.feeds) {
      const { path } = feed.call(at(feed));
      const family = path.split('/')[1]!;
      // Each endpoint of the wallet hosts has a limit of its own.
      const pool = family === 'sapi' ? path : family;
      const markets = feed.reach === 'account' ? 1 : 5;
      used.set(pool, (used.get(pool) ?? 0) + (markets * feed.cost * 60_000) / feed.everyMs);
    }
    for (const [pool, weight] of used) expect(weight, pool).toBeLessThanOrEqual((limits[pool] ?? 12_000) / 5);
  });

  it('leave the books of spot to fills and moves: no list of its is called a ledger, and none that many accounts lack is waited for', () => {
    expect(watch.feeds.filter(({ kind }) => kind === 'ledger').map(({ wallet }) => wallet)).toEqual(['futures']);
    for (const feed of watch.feeds.filter(({ name }) => /sub-account|travel rule|USD-M fills/.test(name))) {
      if (feed.shape === 'history') expect(feed.hurryMs, feed.name).toBe(60_000);
    }
  });

  it('say when what a theft shows in is read: within 8 s', () => {
    const soon = watch.feeds.filter(({ everyMs }) => everyMs < 8_000).map(({ name }) => name);
    expect(soon).toEqual([
      'spot open orders',
      'spot balances',
      'USD-M conditional open orders',
      'USD-M balances',
      'USD-M positions',
      'COIN-M positions',
      'COIN-M balances',
      'COIN-M open orders',
      'options positions',
      'withdrawals',
      'funding balances',
      'cross margin balances',
      'isolated margin balances',
      'isolated margin open orders',
    ]);
  });
});

describe('a page', () => {
  it('is told in full or not at all: one bad row spoils it', () => {
    const good = { asset: 'BTC', free: '1.5', locked: '0.5' };
    expect(recordsOf('spot balances', { balances: [good] })).toEqual([
      { what: 'balance', wallet: 'spot', asset: 'BTC', total: amount('2'), free: amount('1.5') },
    ]);
    expect(read('spot balances', { balances: [good, { asset: 'ETH' }] })).toMatchObject({ unclear: true });
    expect(read('spot balances', { balances: [good] }, 500)).toMatchObject({ unclear: true });
    expect(read('spot balances', { code: -1003, msg: 'Too much' }, 429)).toMatchObject({ cause: 'rate' });
  });

  it('of positions names the leg in hedge mode, and leaves out what stands only for its orders', () => {
    const rows = [
      { symbol: 'BTCUSDT', positionSide: 'LONG', positionAmt: '0.5', entryPrice: '60000', markPrice: '61000' },
      { symbol: 'BTCUSDT', positionSide: 'SHORT', positionAmt: '-0.2', entryPrice: '0' },
      { symbol: 'NEWUSDT', positionSide: 'BOTH', positionAmt: '-3' },
      { symbol: 'ETHUSDT', positionSide: 'BOTH', positionAmt: '0.000' },
    ];
    expect(recordsOf('USD-M positions', rows)).toEqual([
      {
        what: 'position',
        symbol: 'BTCUSDT',
        kind: 'linear',
        market: 'BTC/USDT:USDT',
        quantity: amount('0.5'),
        leg: 'LONG',
        entry: amount('60000'),
        mark: amount('61000'),
      },
      {
        what: 'position',
        symbol: 'BTCUSDT',
        kind: 'linear',
        market: 'BTC/USDT:USDT',
        quantity: amount('-0.2'),
        leg: 'SHORT',
      },
      { what: 'position', symbol: 'NEWUSDT', kind: 'linear', quantity: amount('-3') },
    ]);
    const coin = { symbol: 'BTCUSD_PERP', positionSide: 'BOTH', positionAmt: '-12', notionalValue: '0.0195' };
    expect(recordsOf('COIN-M positions', [coin])).toMatchObject([{ kind: 'inverse', quantity: amount('-0.0195') }]);
    const option = { symbol: 'BTC-261225-80000-C', side: 'SHORT', quantity: '-0.1', entryPrice: '5' };
    expect(recordsOf('options positions', [option])).toMatchObject([
      { symbol: 'BTC-261225-80000-C', kind: 'linear', quantity: amount('-0.1') },
    ]);
  });

  it('of orders knows what protects: legs in hedge mode, trailing stops, the take-profit of an order list', () => {
    const base = {
      orderId: 7,
      symbol: 'BTCUSDT',
      side: 'SELL',
      origQty: '1',
      executedQty: '0',
      price: '0',
      status: 'NEW',
    };
    const leg = { ...base, type: 'TRAILING_STOP_MARKET', origType: 'TRAILING_STOP_MARKET', positionSide: 'LONG' };
    expect(recordsOf('USD-M open orders', [leg])).toMatchObject([
      { reduceOnly: true, isProtective: true, isOpen: true },
    ]);
    expect(recordsOf('USD-M open orders', [leg])[0]).not.toHaveProperty('type');
    const maker = { ...base, type: 'LIMIT_MAKER', price: '90000', orderListId: 5 };
    expect(recordsOf('spot open orders', [maker])).toMatchObject([{ type: 'limit', isProtective: true }]);
    expect(recordsOf('spot open orders', [{ ...maker, orderListId: -1 }])).toMatchObject([{ isProtective: false }]);
    const [coin] = recordsOf('COIN-M open orders', [{ ...base, symbol: 'BTCUSD_PERP', type: 'LIMIT' }]);
    expect(coin).toMatchObject({ kind: 'inverse', symbol: 'BTCUSD_PERP' });
    expect(coin).not.toHaveProperty('quantity');
  });

  it('of withdrawals tells by chain and to users alike, with the wallet, the fee and the state', () => {
    const row = {
      id: 'b6ae22b3aa844210a7041aee7589627c',
      amount: '8.91000000',
      transactionFee: '0.004',
      coin: 'USDT',
      status: 6,
      address: '0x94df',
      applyTime: '2019-10-12 11:12:02',
      network: 'ETH',
      transferType: 1,
      walletType: 1,
    };
    expect(recordsOf('withdrawals', [row])).toEqual([
      {
        what: 'move',
        kind: 'withdrawal',
        id: row.id,
        asset: 'USDT',
        amount: amount('8.91'),
        fee: amount('0.004'),
        from: 'funding',
        address: '0x94df',
        network: 'ETH',
        isOwn: 'no',
        state: 'done',
        atMs: Date.UTC(2019, 9, 12, 11, 12, 2),
      },
    ]);
    const stateOf = (status: number) => recordsOf('withdrawals', [{ ...row, status }])[0];
    expect([0, 2, 4].map((status) => stateOf(status))).toEqual(
      Array(3).fill(expect.objectContaining({ state: 'pending' })),
    );
    expect([1, 3, 5].map((status) => stateOf(status))).toEqual(
      Array(3).fill(expect.objectContaining({ state: 'failed' })),
    );
    expect(
      recordsOf('travel rule withdrawals', [
        { ...row, id: undefined, trId: 9, status: undefined, withdrawalStatus: 6 },
      ]),
    ).toMatchObject([{ id: '9', state: 'done' }]);
  });

  it('of the ledger has signed amounts, dust and conversions as two lines each', () => {
    const row = {
      symbol: '',
      incomeType: 'TRANSFER',
      income: '-0.37500000',
      asset: 'USDT',
      time: 1570608000000,
      tranId: 9689322392,
      tradeId: '',
    };
    expect(recordsOf('USD-M ledger', [row, { ...row, incomeType: 'NEW_THING' }])).toEqual([
      {
        what: 'flow',
        id: 'TRANSFER 9689322392',
        wallet: 'futures',
        asset: 'USDT',
        amount: amount('-0.375'),
        cause: 'transfer',
        word: 'TRANSFER',
        atMs: 1570608000000,
      },
      expect.objectContaining({ cause: 'other', word: 'NEW_THING' }),
    ]);
    const detail = {
      transId: 4357015,
      amount: '0.3',
      fromAsset: 'ATOM',
      transferedAmount: '0.00098',
      operateTime: 1615985535000,
    };
    const dust = recordsOf('converted dust', {
      total: 1,
      userAssetDribblets: [{ userAssetDribbletDetails: [detail] }],
    });
    expect(dust).toMatchObject([
      { asset: 'ATOM', amount: amount('-0.3') },
      { asset: 'BNB', amount: amount('0.00098') },
    ]);
    const convert = {
      orderId: 933256278426274400,
      orderStatus: 'SUCCESS',
      fromAsset: 'USDT',
      fromAmount: '20',
      toAsset: 'BNB',
      toAmount: '0.06',
      createTime: 1623381330472,
    };
    expect(recordsOf('converted coins', { list: [convert] })).toMatchObject([
      { amount: amount('-20') },
      { amount: amount('0.06') },
    ]);
    expect(recordsOf('converted coins', { list: [{ ...convert, orderStatus: 'FAIL' }] })).toEqual([]);
    const dividend = {
      id: 1,
      amount: '10',
      asset: 'BHFT',
      divTime: 1563189166000,
      enInfo: 'BHFT distribution',
      tranId: 2,
    };
    expect(recordsOf('distributions', { rows: [dividend], total: 1 })).toMatchObject([
      { cause: 'interest', amount: amount('10') },
    ]);
  });

  it('of margin is empty only where the exchange says that there is no such account', () => {
    const none = { code: -3003, msg: 'Margin account does not exist.' };
    expect(read('cross margin balances', none, 400)).toEqual({ records: [] });
    expect(read('isolated margin balances', none, 400)).toEqual({ records: [] });
    expect(read('cross margin balances', { code: -1000, msg: '' }, 400)).toMatchObject({ unclear: true });
    const side = (asset: string) => ({ asset, free: '1', locked: '2' });
    const isolated = { assets: [{ symbol: 'BTCUSDT', baseAsset: side('BTC'), quoteAsset: side('USDT') }] };
    expect(recordsOf('isolated margin balances', isolated)).toMatchObject([
      { wallet: 'isolated-margin BTCUSDT', asset: 'BTC', total: amount('3') },
      { asset: 'USDT' },
    ]);
    expect(recordsOf('flexible earn', { rows: [{ asset: 'USDT', totalAmount: '75.5' }], total: 1 })).toMatchObject([
      { wallet: 'earn', total: amount('75.5') },
    ]);
  });

  it('that is full is followed by the number of the page or of the row', () => {
    const rows = Array.from({ length: 100 }, (_, tranId) => ({
      tranId,
      asset: 'USDT',
      amount: '1',
      status: 'CONFIRMED',
      timestamp: 1790000000000,
    }));
    const page = read('transfers from spot to futures', { total: 150, rows }) as Page;
    expect(page.more?.query).toContainEqual(['current', '2']);
    expect(page.more?.query.filter(([name]) => name === 'current')).toHaveLength(1);
    expect(read('transfers from spot to futures', { total: 99, rows: rows.slice(1) })).not.toHaveProperty('more');
  });
});

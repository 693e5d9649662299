import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, parseDecimal } from '../../core/index.ts';
import type { Call, Param } from '../exchange.ts';
import type { Feed, Page, Seen } from '../watch.ts';
import { watch } from './watch.ts';
import { at, context, feedOf, pageOf, readAs, samples } from './watch-samples.contract.ts';

const amount = (text: string): Decimal => parseDecimal(text)!;
const paramsOf = (call: Call): readonly Param[] => (call.body.kind === 'form' ? call.body.params : []);
const recordsOf = (name: string, result: unknown = samples[name]): readonly Seen[] => pageOf(name, result).records;

describe('the feeds', () => {
  it('are reads that the facts list', () => {
    for (const feed of watch.feeds) {
      const call = feed.call(at);
      expect(call).toMatchObject({ endpoint: { method: 'POST', class: 'read' }, host: 'api.kraken.com', query: [] });
      expect(call.intents).toEqual([{ action: 'read' }]);
    }
    expect(new Set(watch.feeds.map(({ name }) => name)).size).toBe(watch.feeds.length);
  });

  it('stay below what the lowest tier may ask, from the first round on', () => {
    const [size, fallPerMs] = [15, 0.33 / 1_000];
    expect(watch.feeds.reduce((sum, { cost, everyMs }) => sum + cost / everyMs, 0)).toBeLessThan(fallPerMs);
    const rounds = watch.feeds.flatMap(({ cost, everyMs }) =>
      Array.from({ length: Math.ceil(7_200_000 / everyMs) }, (_, turn) => ({ cost, atMs: turn * everyMs })),
    );
    let [counter, lastMs, highest] = [0, 0, 0];
    for (const { cost, atMs } of rounds.sort((a, b) => a.atMs - b.atMs)) {
      counter = Math.max(0, counter - (atMs - lastMs) * fallPerMs) + cost;
      [lastMs, highest] = [atMs, Math.max(highest, counter)];
    }
    expect(highest).toBeLessThan(size);
  });

  it('show balances and withdrawals within 8 s', () => {
    for (const name of ['balances', 'withdrawals']) expect(feedOf(name).everyMs).toBeLessThanOrEqual(8_000);
  });

  it('ask for the whole span, whose start Kraken leaves out', () => {
    expect(paramsOf(feedOf('ledger').call(at))).toEqual([
      ['start', '1688000000'],
      ['end', '1688003601'],
    ]);
    expect(paramsOf(feedOf('fills').call({ ...at, fromMs: 1_688_000_000_000 }))[0]).toEqual(['start', '1687999999']);
    expect(paramsOf(feedOf('fills').call({ ...at, fromMs: 0, toMs: 0 }))).toEqual([
      ['start', '0'],
      ['end', '0'],
    ]);
  });
});

describe('what an account holds', () => {
  it('is told with what is free of it; entries of one asset in one wallet are one', () => {
    const told = (wallet: string, asset: string, total: string, free: string) => ({
      what: 'balance',
      wallet,
      asset,
      total: amount(total),
      free: amount(free),
    });
    expect(recordsOf('balances')).toEqual([
      told('spot', 'USD', '25435.21', '17185.45'),
      told('spot', 'BTC', '1.7435', '0.9012'),
      told('earn', 'BTC', '0.75', '0.75'),
      told('spot', 'EUR', '10', '75'),
    ]);
  });

  it('keeps assets apart that are not the plain one', () => {
    const held = { balance: '1', hold_trade: '0' };
    const records = recordsOf('balances', { 'ZUSD.HOLD': held, 'AAPLx.T': held, 'DOT28.S': held, XXDG: held });
    expect(records.map((one) => one.what === 'balance' && `${one.wallet} ${one.asset}`)).toEqual([
      'spot USD.HOLD',
      'spot AAPLx.T',
      'earn DOT28',
      'spot DOGE',
    ]);
  });

  it('is worth its balances and what its positions gain', () => {
    expect(recordsOf('equity')).toEqual([
      { what: 'equity', wallet: 'spot', currency: 'USD', amount: amount('983679.0512') },
    ]);
  });

  it('has margin positions, one for each pair and direction', () => {
    const [first] = Object.values(samples['margin positions']!);
    const half = { ...(first as object), vol: '2', vol_closed: '1', cost: '60000', type: 'sell' };
    const whole = { ...half, vol_closed: '0', cost: '40000' };
    expect(recordsOf('margin positions')).toMatchObject([
      { what: 'position', symbol: 'XXBTZUSD', kind: 'spot', market: 'BTC/USD', mode: 'margin' },
    ]);
    expect(recordsOf('margin positions')[0]).toMatchObject({ quantity: amount('8.62212861') });
    const sums = recordsOf('margin positions', { a: half, b: whole, c: { ...half, pair: 'ODDUSD', vol_closed: '2' } });
    expect(sums).toEqual([
      {
        what: 'position',
        symbol: 'XXBTZUSD',
        kind: 'spot',
        market: 'BTC/USD',
        quantity: -amount('3'),
        mode: 'margin',
        entry: (amount('70000') / 3n) as Decimal,
      },
    ]);
    expect(recordsOf('margin positions', {})).toEqual([]);
    expect(recordsOf('margin positions', [])).toEqual([]);
  });
});

describe('orders and fills', () => {
  const sample = Object.values((samples['closed orders'] as { closed: object }).closed)[0] as { descr: object };
  const open = (order: object) => recordsOf('open orders', { open: { 'OQCLML-BW3P3-BUCMWZ': order } })[0];

  it('are told as Kraken has them', () => {
    expect(recordsOf('closed orders')).toEqual([
      {
        what: 'order',
        order: { orderId: 'O6YDQ5-LOMWU-37YKEE', clientOrderId: 'userref:36493663' },
        symbol: 'XBTUSD',
        kind: 'spot',
        market: 'BTC/USD',
        side: 'sell',
        type: 'stop-limit',
        quantity: amount('0.001'),
        filled: amount('0'),
        price: amount('23000'),
        trigger: amount('23667'),
        reduceOnly: false,
        isProtective: true,
        isOpen: false,
        createdMs: 1_688_148_493_770,
        updatedMs: 1_688_148_610_047,
      },
    ]);
    expect(recordsOf('fills')).toEqual([
      {
        what: 'fill',
        id: 'THVRQM-33VKH-UCI7BS',
        order: { orderId: 'OQCLML-BW3P3-BUCMWZ' },
        symbol: 'XXBTZUSD',
        kind: 'spot',
        market: 'BTC/USD',
        side: 'buy',
        quantity: amount('0.02'),
        price: amount('30010'),
        quoteAmount: amount('600.2'),
        atMs: 1_688_667_796_880,
      },
    ]);
  });

  it('are open in every state that is not known to be the last', () => {
    for (const status of ['pending', 'open', 'new-word'])
      expect(open({ ...sample, status })).toMatchObject({ isOpen: true });
    for (const status of ['closed', 'canceled', 'expired'])
      expect(open({ ...sample, status })).toMatchObject({ isOpen: false });
  });

  it('of a market that is not listed keep their symbol', () => {
    const order = open({ ...sample, descr: { ...sample.descr, pair: 'NEWUSD' } });
    expect(order).toMatchObject({ symbol: 'NEWUSD' });
    expect(order).not.toHaveProperty('market');
  });

  it('have no type of ours when they trail or hide', () => {
    const trailing = open({
      ...sample,
      descr: { ...sample.descr, ordertype: 'trailing-stop', price: '+5%', price2: '0' },
    });
    expect(trailing).toMatchObject({ isProtective: true });
    for (const name of ['type', 'price', 'trigger']) expect(trailing).not.toHaveProperty(name);
    const hidden = open({ ...sample, descr: { ...sample.descr, ordertype: 'iceberg' } });
    expect(hidden).toMatchObject({ isProtective: false, price: amount('23667') });
    expect(hidden).not.toHaveProperty('type');
  });

  it('protect when they sell what is held or may only reduce', () => {
    const leveraged = { ...sample, descr: { ...sample.descr, leverage: '3:1' } };
    expect(open({ ...sample, descr: { ...sample.descr, type: 'buy' } })).toMatchObject({ isProtective: false });
    expect(open(leveraged)).toMatchObject({ isProtective: false, reduceOnly: false });
    expect(open({ ...leveraged, reduce_only: true })).toMatchObject({ isProtective: true, reduceOnly: true });
  });

  it('by quote amount tell no quantity, for their volumes are money', () => {
    const order = open({ ...sample, oflags: 'viqc,fciq', vol: '500' });
    expect(order).not.toHaveProperty('quantity');
    expect(order).not.toHaveProperty('filled');
  });

  it('name the order that made them, and say when Kraken did', () => {
    expect(open({ ...sample, refid: 'OPAREN-AAAAA-AAAAAA', misc: 'stopped,liquidated' })).toMatchObject({
      parent: { orderId: 'OPAREN-AAAAA-AAAAAA' },
      bySystem: true,
    });
    expect(open({ ...sample, refid: null, cl_ord_id: 'mine' })).toMatchObject({ order: { clientOrderId: 'mine' } });
  });
});

describe('the ledger', () => {
  const sample = Object.values((samples['ledger'] as { ledger: object }).ledger)[0] as object;
  const line = (more: object) => recordsOf('ledger', { ledger: { L1: { ...sample, ...more } }, count: 1 })[0];

  it('has one change for each line, its fee with it', () => {
    expect(recordsOf('ledger')).toEqual([
      expect.objectContaining({ id: 'L4UESK-KG3EQ-UFO4T5' }),
      expect.objectContaining({ what: 'flow', id: 'LSPOT1-AAAAA-AAAAAA', amount: -amount('500') }),
      expect.objectContaining({ what: 'move', id: 'LSPOT1-AAAAA-AAAAAA', amount: amount('500') }),
    ]);
    expect(recordsOf('ledger').slice(0, 1)).toEqual([
      {
        what: 'flow',
        id: 'L4UESK-KG3EQ-UFO4T5',
        wallet: 'spot',
        asset: 'GBP',
        amount: -amount('24.549'),
        cause: 'trade',
        word: 'trade',
        tradeId: 'TJKLXF-PGMUI-4NTLXU',
        atMs: 1_688_464_484_178,
      },
    ]);
  });

  it.each([
    ['withdrawal', '', 'withdrawal', 'withdrawal'],
    ['spend', '', 'trade', 'spend'],
    ['rollover', '', 'interest', 'rollover'],
    ['earn', 'reward', 'interest', 'earn/reward'],
    ['earn', 'allocation', 'product', 'earn/allocation'],
    ['transfer', 'spottofutures', 'transfer', 'transfer/spottofutures'],
    ['adjustment', '', 'product', 'adjustment'],
    ['constructor', '', 'other', 'constructor'],
  ])('tells why: %s %s', (type, subtype, cause, word) => {
    expect(line({ type, subtype })).toMatchObject({ cause, word });
  });

  it('tells where a transfer went, and whether it stays with the account', () => {
    const moved = (subtype: string, change: string) =>
      recordsOf('ledger', { ledger: { L1: { ...sample, type: 'transfer', subtype, amount: change, fee: '0' } } })[1];
    expect(moved('spottofutures', '-500')).toEqual({
      what: 'move',
      kind: 'transfer',
      id: 'L1',
      asset: 'GBP',
      amount: amount('500'),
      from: 'spot',
      to: 'futures',
      isOwn: 'yes',
      state: 'done',
      atMs: 1_688_464_484_178,
    });
    expect(moved('spotfromfutures', '3')).toMatchObject({ from: 'futures', to: 'spot', amount: amount('3') });
    expect(moved('stakingfromspot', '3')).toMatchObject({ from: 'spot', to: 'earn', isOwn: 'yes' });
    const unknown = moved('', '-3');
    expect(unknown).toMatchObject({ from: 'spot', isOwn: 'unknown' });
    expect(unknown).not.toHaveProperty('to');
  });
});

describe('deposits and withdrawals', () => {
  it('are told with what they cost and where they go', () => {
    expect(recordsOf('withdrawals')).toEqual([
      {
        what: 'move',
        kind: 'withdrawal',
        id: 'FTQcuak-V6Za8qrWnhzTx67yYHz8Tg',
        asset: 'BTC',
        amount: amount('0.72485'),
        fee: amount('0.0002'),
        from: 'spot',
        address: 'bc1qm32pq3ewt0j37s2g',
        network: 'Bitcoin',
        isOwn: 'no',
        state: 'pending',
        atMs: 1_688_014_586_000,
      },
      expect.objectContaining({ state: 'failed', address: 'btc-wallet-2', network: 'Bitcoin (legacy)' }),
    ]);
    expect(recordsOf('deposits')).toEqual([
      {
        what: 'move',
        kind: 'deposit',
        id: 'Q2CANKL-LBFVEE-U4Y2WQ',
        asset: 'ETH',
        amount: amount('7.99992579'),
        fee: amount('0'),
        to: 'spot',
        network: 'Ether (Hex)',
        isOwn: 'unknown',
        state: 'done',
        atMs: 1_529_223_212_000,
      },
    ]);
  });

  it('are followed by cursor, and never round in a circle', () => {
    const page = pageOf('withdrawals', { withdrawals: [], next_cursor: 'HgAAAA==' });
    expect(paramsOf(page.more!)).toEqual([
      ['cursor', 'HgAAAA=='],
      ['limit', '500'],
      ['start', '1688000000'],
      ['end', '1688003601'],
    ]);
    expect(readAs('withdrawals', { withdrawals: [], next_cursor: 'HgAAAA==' }, page.more)).toMatchObject({
      unclear: true,
    });
    expect(pageOf('withdrawals', { withdrawals: [], next_cursor: 'other' }, page.more).more).toBeDefined();
  });

  it('in a bare list are cut when the list is at its limit', () => {
    const [one] = (samples['deposits'] as { deposit: object[] }).deposit;
    expect(pageOf('deposits', [one])).not.toHaveProperty('isCut');
    expect(pageOf('deposits', Array(25).fill(one))).toMatchObject({ isCut: true });
  });
});

describe('a page by offset', () => {
  const page = (size: number, count: number | undefined, call?: Call) => {
    const [[, entry]] = Object.entries((samples['fills'] as { trades: object }).trades) as [[string, object]];
    const trades = Object.fromEntries(Array.from({ length: size }, (_, index) => [`T${index}`, entry]));
    return readAs('fills', { trades, ...(count === undefined ? {} : { count }) }, call);
  };

  it('is followed until its count is reached', () => {
    const first = page(50, 120) as Page;
    expect(paramsOf(first.more!).at(-1)).toEqual(['ofs', '50']);
    const second = page(50, 120, first.more) as Page;
    expect(paramsOf(second.more!).filter(([name]) => name === 'ofs')).toEqual([['ofs', '100']]);
    expect(page(20, 120, second.more)).not.toHaveProperty('more');
  });

  it('without a count ends with the first that is not full', () => {
    expect(page(50, undefined)).toHaveProperty('more');
    expect(page(49, undefined)).not.toHaveProperty('more');
  });

  it('is unclear when the list ends before its count', () => {
    expect(page(0, 3)).toMatchObject({ unclear: true });
    expect(readAs('fills', { trades: {}, count: 'many' })).toMatchObject({ unclear: true });
  });
});

describe('an answer that is none', () => {
  const bodies = [
    [200, '{"error":["EAPI:Rate limit exceeded"]}', 'rate'],
    [200, '{"error":["EGeneral:Permission denied"]}', 'permission'],
    [200, '{"error":["EAPI:Invalid nonce"],"result":{}}', 'clock'],
    [200, '{"error":["EService:Unavailable"]}', 'unreadable'],
    [200, '{"error":[]}', 'unreadable'],
    [200, '{"error":[],"result":null}', 'unreadable'],
    [200, '{"error":[],"result":"x"}', 'unreadable'],
    [200, '', 'unreadable'],
    [503, '<html>error</html>', 'unreadable'],
    [429, '', 'rate'],
  ] as const;

  it.each(bodies)('is unclear in every feed: %s %s', (status, body, cause) => {
    for (const feed of watch.feeds)
      expect(feed.read(feed.call(at), status, body, context)).toMatchObject({ unclear: true, cause });
  });

  it('is no empty page where a list is missing', () => {
    for (const feed of watch.feeds.filter(({ name }) => !['balances', 'margin positions'].includes(name)))
      expect(feed.read(feed.call(at), 200, '{"error":[],"result":{}}', context)).toMatchObject({ unclear: true });
  });
});

const decimal = (value: unknown) => typeof value === 'bigint';
const text = (value: unknown) => typeof value === 'string' && value !== '';
const time = (value: unknown) => Number.isSafeInteger(value) && (value as number) > 0;
const maybe = (is: (value: unknown) => boolean) => (value: unknown) => value === undefined || is(value);

/** What each kind of record always has, and what it may have. */
const shapes: { readonly [what in Seen['what']]: Readonly<Record<string, (value: unknown) => boolean>> } = {
  order: {
    symbol: text,
    side: (value) => value === 'buy' || value === 'sell',
    quantity: maybe(decimal),
    price: maybe(decimal),
    trigger: maybe(decimal),
    isOpen: (value) => typeof value === 'boolean',
    isProtective: (value) => typeof value === 'boolean',
    createdMs: maybe(time),
    updatedMs: maybe(time),
  },
  fill: { id: text, symbol: text, quantity: decimal, price: decimal, quoteAmount: maybe(decimal), atMs: time },
  flow: { id: text, wallet: text, asset: text, amount: decimal, cause: text, word: text, atMs: time },
  balance: { wallet: text, asset: text, total: decimal, free: maybe(decimal) },
  position: { symbol: text, quantity: (value) => decimal(value) && value !== 0n, entry: maybe(decimal) },
  equity: { wallet: text, currency: text, amount: decimal },
  move: {
    id: text,
    asset: text,
    amount: (value) => decimal(value) && (value as bigint) >= 0n,
    state: text,
    atMs: time,
  },
  'sub-account': {},
  key: {},
  address: {},
};

function faultOf(record: Seen): string | undefined {
  const fields = record as unknown as Record<string, unknown>;
  const wrong = Object.entries(shapes[record.what]).find(([name, is]) => !is(fields[name]));
  return wrong && `${record.what}.${wrong[0]}`;
}

/** A sample with one value, anywhere in it, put in place of another. */
function withOneChanged(value: unknown, path: readonly number[], put: unknown): unknown {
  if (path.length === 0 || typeof value !== 'object' || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[path[0]! % Math.max(1, keys.length)];
  if (key === undefined) return put;
  const changed = withOneChanged((value as Record<string, unknown>)[key], path.slice(1), put);
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? changed : each));
  return { ...value, [key]: changed };
}

describe('hostile answers', () => {
  const expectSound = (feed: Feed, status: number, body: string) => {
    const read = feed.read(feed.call(at), status, body, context);
    if ('unclear' in read) return;
    expect(read.records.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
  };

  it('of any JSON are read as a page or as unclear', () => {
    fc.assert(
      fc.property(fc.constantFrom(...watch.feeds), fc.jsonValue(), fc.boolean(), (feed, value, isResult) => {
        expectSound(feed, 200, JSON.stringify(isResult ? { error: [], result: value } : value));
      }),
    );
  });

  it('that differ from the documented ones in one place give no record of another shape', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...watch.feeds),
        fc.array(fc.nat(), { maxLength: 5 }),
        fc.oneof(fc.jsonValue(), fc.constantFrom('', '0', '-1', '1e400', 'NaN', 1e21, -5, null, '__proto__')),
        (feed, path, put) => {
          const result = withOneChanged(samples[feed.name], path, put);
          expectSound(feed, 200, JSON.stringify({ error: [], result }));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, type Instrument, one, parseDecimal } from '../../core/index.ts';
import { EndpointIndex } from '../endpoints.ts';
import type { Call, Unclear } from '../exchange.ts';
import type { Feed, FeedAt, FeedContext, Page, Seen } from '../watch.ts';
import { facts } from './facts.ts';
import { watch } from './watch.ts';

const decimal = (text: string): Decimal => parseDecimal(text)!;
const at: FeedAt = { environment: 'live', fromMs: 1_790_000_000_000, toMs: 1_790_000_060_000 };
const btc: Instrument = {
  market: 'BTC/USD',
  symbol: 'BTC-USD',
  kind: 'spot',
  base: 'BTC',
  quote: 'USD',
  contractSize: one,
  active: true,
};
const context: FeedContext = {
  instrument: (symbol, kind) => (symbol === btc.symbol && kind === 'spot' ? btc : undefined),
};
const feedOf = (name: string): Feed => watch.feeds.find((feed) => feed.name === name)!;
const read = (feed: Feed, call: Call, value: unknown, status = 200): Page | Unclear =>
  feed.read(call, status, JSON.stringify(value), context);

/** Records of a page that is whole. */
function recordsOf(page: Page | Unclear): readonly Seen[] {
  if ('unclear' in page) throw new Error(page.message);
  return page.records;
}

describe('the feeds', () => {
  it('ask for nothing but reads that the facts know', () => {
    const index = new EndpointIndex(facts);
    for (const feed of watch.feeds) {
      const call = feed.call(at);
      expect(index.find('rest', call.endpoint.method, call.path)?.class, feed.name).toBe('read');
      expect(call.host).toBe('api.coinbase.com');
    }
  });

  it('take at most a fifth of what a key may ask, with two pages of balances and a hundred used wallets', () => {
    const pages: Record<string, number> = { balances: 2, 'wallet transactions': 103 };
    const perSecond = watch.feeds.map(({ name, cost, everyMs }) => ((pages[name] ?? 1) * cost * 1_000) / everyMs);
    expect(watch.feeds.map(({ name }) => name)).toEqual([...new Set(watch.feeds.map(({ name }) => name))]);
    // The list of wallets is asked of the wallet API alone: 10,000 an hour.
    const own = perSecond.filter((_cost, index) => watch.feeds[index]!.cost < 10).reduce((sum, cost) => sum + cost, 0);
    expect(own).toBeLessThanOrEqual(30 / 5);
    expect((23 * 3_600_000) / feedOf('wallet transactions').everyMs).toBeLessThanOrEqual(10_000 / 5);
  });

  it('see what leaves by trade or withdrawal, and a stop that is gone, within 8 s', () => {
    for (const kind of ['balances', 'open-orders', 'fills', 'positions'] as const) {
      const feed = watch.feeds.find((one) => one.kind === kind)!;
      expect(feed.everyMs, kind).toBeLessThanOrEqual(8_000);
      expect(feed.reach).toBe('account');
    }
  });
});

const orderRecord = {
  order_id: 'o1',
  product_id: 'BTC-USD',
  side: 'SELL',
  client_order_id: 'c1',
  status: 'OPEN',
  created_time: '2026-09-21T14:13:20.5Z',
  filled_size: '0.1',
  product_type: 'SPOT',
  order_configuration: {
    stop_limit_stop_limit_gtc: {
      base_size: '0.5',
      limit_price: '90',
      stop_price: '100',
      stop_direction: 'STOP_DIRECTION_STOP_DOWN',
    },
  },
};

describe('an order', () => {
  const feed = feedOf('open orders');
  const one = (record: object) => {
    const [seen] = recordsOf(read(feed, feed.call(at), { orders: [record], has_next: false, cursor: '' }));
    return seen;
  };

  it('is told with its kind, sizes and prices', () => {
    expect(one(orderRecord)).toEqual({
      what: 'order',
      order: { orderId: 'o1', clientOrderId: 'c1' },
      symbol: 'BTC-USD',
      kind: 'spot',
      market: 'BTC/USD',
      side: 'sell',
      type: 'stop-limit',
      quantity: decimal('0.5'),
      filled: decimal('0.1'),
      price: decimal('90'),
      trigger: decimal('100'),
      reduceOnly: false,
      isProtective: true,
      isOpen: true,
      createdMs: 1_790_000_000_500,
    });
  });

  it('protects when it sells what is held, not when it buys', () => {
    expect(one({ ...orderRecord, side: 'BUY' })).toMatchObject({ type: 'take-profit-limit', isProtective: false });
    const bracket = { trigger_bracket_gtc: { base_size: '1', limit_price: '120', stop_trigger_price: '90' } };
    const told = one({ ...orderRecord, order_configuration: bracket });
    expect(told).toMatchObject({ isProtective: true, trigger: decimal('90'), price: decimal('120') });
    expect(told).not.toHaveProperty('type');
  });

  it('of a market that is not modelled is told by its symbol', () => {
    const future = { ...orderRecord, product_id: 'BIT-26APR24-CDE', product_type: 'FUTURE', is_liquidation: true };
    const told = one({ ...future, originating_order_id: 'o0' });
    expect(told).toMatchObject({
      symbol: 'BIT-26APR24-CDE',
      kind: 'linear',
      bySystem: true,
      parent: { orderId: 'o0' },
    });
    expect(told).not.toHaveProperty('market');
  });

  it.each(['FILLED', 'CANCELLED', 'EXPIRED', 'FAILED'])('that is %s is not open', (status) => {
    expect(one({ ...orderRecord, status })).toMatchObject({ isOpen: false });
  });

  it('that cannot be read leaves the page unclear', () => {
    for (const broken of [{ order_id: undefined }, { product_id: 7 }, { side: 'HOLD' }, { status: null }]) {
      const page = read(feed, feed.call(at), { orders: [orderRecord, { ...orderRecord, ...broken }], has_next: false });
      if ('product_id' in broken) expect(page).toMatchObject({ records: [{}, { symbol: '7' }] });
      else expect(page).toMatchObject({ unclear: true });
    }
  });
});

describe('a list that goes on', () => {
  const feed = feedOf('orders');
  const call = feed.call(at);
  const body = { orders: [orderRecord], has_next: true, cursor: 'abc' };

  it('is asked for by its cursor, with all else as it was', () => {
    const page = read(feed, call, body) as Page;
    expect(page.more!.query).toEqual([...call.query, ['cursor', 'abc']]);
    const again = read(feed, page.more!, { ...body, cursor: 'def' }) as Page;
    expect(again.more!.query).toEqual([...call.query, ['cursor', 'def']]);
  });

  it('is unclear when it does not tell where, or tells the same place again', () => {
    expect(read(feed, call, { ...body, cursor: '' })).toMatchObject({ unclear: true });
    expect(read(feed, call, { ...body, has_next: undefined })).toMatchObject({ unclear: true });
    const page = read(feed, call, body) as Page;
    expect(read(feed, page.more!, body)).toMatchObject({ unclear: true });
  });

  it('of fills ends with an empty cursor or an empty page', () => {
    const fills = feedOf('fills');
    const fill = {
      trade_id: 't1',
      order_id: 'o1',
      product_id: 'BTC-USD',
      side: 'BUY',
      trade_time: '2026-09-21T14:13:20Z',
      trade_type: 'FILL',
      price: '50',
      size: '2',
      commission: '1.2',
      size_in_quote: false,
    };
    const first = fills.call(at);
    expect(read(fills, first, { fills: [], cursor: 'x' })).toEqual({ records: [] });
    expect(read(fills, first, { fills: [], cursor: null })).toEqual({ records: [] });
    const page = read(fills, first, { fills: [fill, { ...fill, trade_type: 'REVERSAL' }], cursor: 'x' }) as Page;
    expect(page.more).toBeDefined();
    expect(page.records).toEqual([
      {
        what: 'fill',
        id: 't1',
        order: { orderId: 'o1' },
        symbol: 'BTC-USD',
        kind: 'spot',
        market: 'BTC/USD',
        side: 'buy',
        quantity: decimal('2'),
        price: decimal('50'),
        fee: decimal('1.2'),
        feeAsset: 'USD',
        atMs: 1_790_000_000_000,
      },
    ]);
    const inQuote = recordsOf(
      read(fills, first, { fills: [{ ...fill, size: '100', size_in_quote: true }], cursor: '' }),
    );
    expect(inQuote).toMatchObject([{ quantity: decimal('2'), quoteAmount: decimal('100') }]);
  });
});

describe('balances', () => {
  const feed = feedOf('balances');
  const account = (more: object) => ({
    currency: 'BTC',
    available_balance: { value: '1', currency: 'BTC' },
    hold: { value: '0.5', currency: 'BTC' },
    type: 'ACCOUNT_TYPE_CRYPTO',
    platform: 'ACCOUNT_PLATFORM_CONSUMER',
    ...more,
  });
  const page = (...accounts: object[]) => read(feed, feed.call(at), { accounts, has_next: false, cursor: '' });

  it('are told by wallet, and of one wallet in one record', () => {
    const told = page(
      account({}),
      account({}),
      account({ type: 'ACCOUNT_TYPE_VAULT' }),
      account({ platform: 'ACCOUNT_PLATFORM_CFM_CONSUMER', currency: 'CGLD' }),
      account({ platform: 'ACCOUNT_PLATFORM_INTX' }),
    );
    expect(recordsOf(told)).toEqual([
      { what: 'balance', wallet: 'spot', asset: 'BTC', total: decimal('3'), free: decimal('2') },
      { what: 'balance', wallet: 'vault', asset: 'BTC', total: decimal('1.5'), free: decimal('1') },
      { what: 'balance', wallet: 'futures', asset: 'CELO', total: decimal('1.5'), free: decimal('1') },
      { what: 'balance', wallet: 'intx', asset: 'BTC', total: decimal('1.5'), free: decimal('1') },
    ]);
  });

  it('of which one cannot be read are unclear', () => {
    expect(page(account({}), account({ hold: null }))).toMatchObject({ unclear: true });
    expect(page(account({ currency: '' }))).toMatchObject({ unclear: true });
  });
});

describe('the portfolio of the key', () => {
  const uuid = '11111111-2222-4333-8444-555555555555';
  const breakdown = {
    portfolio_balances: { total_balance: { value: '123.45', currency: 'USD' } },
    perp_positions: [
      {
        product_id: 'BTC-PERP-INTX',
        net_size: '-0.5',
        position_side: 'FUTURES_POSITION_SIDE_SHORT',
        vwap: { value: '60000', currency: 'USDC' },
        mark_price: { value: '61000', currency: 'USDC' },
        margin_type: 'MARGIN_TYPE_CROSS',
      },
    ],
    futures_positions: [
      {
        product_id: 'BIT-26APR24-CDE',
        contract_size: '0.01',
        side: 'FUTURES_POSITION_SIDE_LONG',
        amount: '3',
        avg_entry_price: '59000',
        current_price: '61000',
      },
      { product_id: 'ET-26APR24-CDE', contract_size: '0.1', side: 'FUTURES_POSITION_SIDE_UNSPECIFIED', amount: '0' },
    ],
  };

  it('is asked for by the id that the key is bound to', () => {
    const feed = feedOf('portfolio value');
    const first = feed.call(at);
    const page = read(feed, first, { portfolio_uuid: uuid }) as Page;
    expect(page.more!.path).toBe(`/api/v3/brokerage/portfolios/${uuid}`);
    expect(recordsOf(read(feed, page.more!, { breakdown }))).toEqual([
      { what: 'equity', wallet: 'portfolio', currency: 'USD', amount: decimal('123.45') },
    ]);
    expect(read(feed, first, { portfolio_uuid: '../accounts' })).toMatchObject({ unclear: true });
  });

  it('tells positions with their sign', () => {
    const feed = feedOf('futures positions');
    const { more } = read(feed, feed.call(at), { portfolio_uuid: uuid }) as Page;
    expect(recordsOf(read(feed, more!, { breakdown }))).toEqual([
      {
        what: 'position',
        symbol: 'BTC-PERP-INTX',
        kind: 'linear',
        quantity: -decimal('0.5'),
        mode: 'MARGIN_TYPE_CROSS',
        entry: decimal('60000'),
        mark: decimal('61000'),
      },
      {
        what: 'position',
        symbol: 'BIT-26APR24-CDE',
        kind: 'linear',
        quantity: decimal('0.03'),
        entry: decimal('59000'),
        mark: decimal('61000'),
      },
    ]);
    expect(read(feed, more!, { breakdown: { perp_positions: [] } })).toMatchObject({ unclear: true });
    expect(read(feed, more!, { breakdown: { spot_positions: [] } })).toEqual({ records: [] });
  });
});

describe('portfolios and payment methods', () => {
  it('are told by id and name', () => {
    const [portfolios, methods] = [feedOf('portfolios'), feedOf('payment methods')];
    const list = [
      { uuid: 'p1', name: 'Default', deleted: false },
      { uuid: 'p2', name: 'Old', deleted: true },
    ];
    expect(recordsOf(read(portfolios, portfolios.call(at), { portfolios: list }))).toEqual([
      { what: 'sub-account', id: 'p1', label: 'Default' },
    ]);
    const banks = [
      { id: 'm1', name: 'A bank', allow_withdraw: true },
      { id: 'm2', name: 'A card', allow_withdraw: false },
    ];
    expect(recordsOf(read(methods, methods.call(at), { payment_methods: banks }))).toEqual([
      { what: 'address', id: 'm1', label: 'A bank' },
    ]);
    expect(read(methods, methods.call(at), { payment_methods: [{}] })).toMatchObject({ unclear: true });
  });
});

describe('the lines of wallets', () => {
  const feed = feedOf('wallet transactions');
  const first = feed.call(at);
  const end = { next_uri: null };
  const wallet = (id: string, more: object = {}) => ({
    id,
    type: 'wallet',
    balance: { amount: '1', currency: 'BTC' },
    created_at: '2022-03-25T00:36:16Z',
    updated_at: '2022-03-25T00:36:16Z',
    ...more,
  });
  const line = (more: object) => ({
    id: 'x1',
    type: 'send',
    status: 'completed',
    amount: { amount: '-14.008308', currency: 'USDC' },
    created_at: '2026-09-21T14:13:20Z',
    updated_at: '2026-09-21T14:13:30Z',
    ...more,
  });
  /** The first page of the lines of one wallet. */
  const lines = (): Call => (read(feed, first, { data: [wallet('w1')], pagination: end }) as Page).more!;
  const told = (more: object) => recordsOf(read(feed, lines(), { data: [line(more)], pagination: end }));

  it('are read wallet by wallet, but of those that are empty and were never changed', () => {
    const next = { next_uri: '/v2/accounts?limit=100&starting_after=w2' };
    const empty = { balance: { amount: '0.00', currency: 'BTC' } };
    const one = read(feed, first, { data: [wallet('w1'), wallet('w2', empty)], pagination: next }) as Page;
    expect(one.more!.path).toBe('/v2/accounts');
    expect(one.more!.query).toEqual([
      ['limit', '100'],
      ['starting_after', 'w2'],
    ]);
    const changed = { ...empty, updated_at: '2026-09-21T14:13:20Z', type: 'vault' };
    const two = read(feed, one.more!, { data: [wallet('w3', changed)], pagination: end }) as Page;
    expect(two.more!.path).toBe('/v2/accounts/w1/transactions');
    expect(two.more!.query).toEqual([['limit', '100']]);
    const three = read(feed, two.more!, { data: [line({})], pagination: end }) as Page;
    expect(three.more!.path).toBe('/v2/accounts/w3/transactions');
    const last = read(feed, three.more!, { data: [line({})], pagination: end }) as Page;
    expect(last.records).toMatchObject([{ from: 'vault' }]);
    expect(last.more).toBeUndefined();
  });

  it('are followed until they are older than what was asked for', () => {
    const next = { next_starting_after: 'x1' };
    const page = read(feed, lines(), { data: [line({})], pagination: next }) as Page;
    expect(page.more!.query).toContainEqual(['starting_after', 'x1']);
    const old = read(feed, page.more!, {
      data: [line({ id: 'x0', created_at: '2026-09-21T14:13:18Z' })],
      pagination: { next_uri: '/v2/accounts/w1/transactions?starting_after=x0' },
    }) as Page;
    expect(old).toEqual({ records: [] });
  });

  it('tell a withdrawal with its fee apart, and where it went', () => {
    const network = {
      network_name: 'ethereum',
      transaction_fee: { amount: '4.008308', currency: 'USDC' },
    };
    expect(told({ network, to: { resource: 'address', address: '0x9' } })).toEqual([
      {
        what: 'move',
        kind: 'withdrawal',
        id: 'x1',
        asset: 'USDC',
        amount: decimal('10'),
        fee: decimal('4.008308'),
        from: 'spot',
        to: '0x9',
        address: '0x9',
        network: 'ethereum',
        isOwn: 'no',
        state: 'done',
        atMs: 1_790_000_000_000,
      },
    ]);
    const other = { ...network, transaction_fee: { amount: '0.1', currency: 'ETH' } };
    expect(told({ network: other })[0]).toMatchObject({ amount: decimal('14.008308') });
    expect(told({ to: { resource: 'user', email: 'a@b.example' } })[0]).toMatchObject({ address: 'a@b.example' });
    expect(told({ status: 'pending' })[0]).toMatchObject({ state: 'pending' });
    expect(told({ status: 'canceled' })[0]).toMatchObject({ state: 'failed' });
    const bank = { type: 'fiat_withdrawal', details: { payment_method_name: 'HSBC (GB74)' } };
    expect(told(bank)[0]).toMatchObject({ kind: 'withdrawal', address: 'HSBC (GB74)' });
  });

  it('tell what comes in at the time at which it was completed', () => {
    const amount = { amount: '2', currency: 'BTC' };
    expect(told({ amount, from: { resource: 'user', id: 'u1' } })).toEqual([
      {
        what: 'move',
        kind: 'deposit',
        id: 'x1',
        asset: 'BTC',
        amount: decimal('2'),
        from: 'u1',
        to: 'spot',
        isOwn: 'no',
        state: 'done',
        atMs: 1_790_000_010_000,
      },
    ]);
    expect(told({ amount, type: 'pro_withdrawal' })).toMatchObject([{ kind: 'transfer', isOwn: 'yes', to: 'spot' }]);
    expect(told({ amount, type: 'intx_withdrawal' })).toMatchObject([{ kind: 'transfer', isOwn: 'unknown' }]);
    expect(told({ amount, status: 'pending' })).toMatchObject([{ state: 'pending', atMs: 1_790_000_000_000 }]);
  });

  it('tell of fills nothing, and of all else the change', () => {
    expect(told({ type: 'advanced_trade_fill' })).toEqual([]);
    expect(told({ type: 'staking_reward', amount: { amount: '0.1', currency: 'ETH' } })).toMatchObject([
      { what: 'flow', cause: 'interest', word: 'staking_reward', amount: decimal('0.1'), wallet: 'spot', asset: 'ETH' },
    ]);
    expect(told({ type: 'trade' })).toMatchObject([{ what: 'flow', cause: 'trade', amount: -decimal('14.008308') }]);
    expect(told({ type: 'a_new_word' })).toMatchObject([{ what: 'flow', cause: 'other', word: 'a_new_word' }]);
    expect(told({ type: 'trade', status: 'failed' })).toEqual([]);
  });

  it('are unclear where the way on is lost', () => {
    const { walk: _lost, ...bare } = lines() as Call & { walk: unknown };
    expect(read(feed, bare, { data: [], pagination: end })).toMatchObject({ unclear: true });
    expect(read(feed, lines(), { data: [], pagination: null })).toMatchObject({ unclear: true });
    expect(read(feed, lines(), { data: [], pagination: { next_uri: '/v2/elsewhere' } })).toMatchObject({
      unclear: true,
    });
    expect(read(feed, first, { data: [wallet('../user')], pagination: end })).toMatchObject({ unclear: true });
    const page = read(feed, first, { data: [], pagination: { next_starting_after: 'w1' } }) as Page;
    expect(read(feed, page.more!, { data: [], pagination: { next_starting_after: 'w1' } })).toMatchObject({
      unclear: true,
    });
  });
});

/** What is wrong with the shape of a record; empty when nothing is. */
function shapeFaults(seen: Seen): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(seen)) {
    if (value === undefined) faults.push(`${name} is undefined`);
    if (['id', 'symbol', 'asset', 'wallet', 'address'].includes(name) && (typeof value !== 'string' || value === ''))
      faults.push(`${name} is no text`);
    if (['amount', 'quantity', 'price', 'total', 'fee', 'free'].includes(name) && typeof value !== 'bigint')
      faults.push(`${name} is no decimal`);
    if (name.endsWith('Ms') && !Number.isFinite(value)) faults.push(`${name} is no time`);
  }
  return faults;
}

describe('hostile answers', () => {
  const good: Record<string, object[]> = {
    orders: [orderRecord],
    fills: [{ trade_id: 't', order_id: 'o', product_id: 'A-B', side: 'BUY', trade_time: 'x', price: '1', size: '1' }],
    accounts: [{ currency: 'BTC', available_balance: { value: '1' }, hold: { value: '0' } }],
    portfolios: [{ uuid: 'p', name: 'n' }],
    payment_methods: [{ id: 'm', name: 'n' }],
    data: [
      {
        id: 'w',
        type: 'wallet',
        status: 's',
        amount: { amount: '1', currency: 'BTC' },
        created_at: '2026-01-01T00:00:00Z',
      },
    ],
  };
  const position = { product_id: 'A-PERP-INTX', net_size: '1', amount: '1', contract_size: '1', side: 'x' };
  const nested = fc
    .tuple(fc.constantFrom(...Object.keys(position)), fc.jsonValue(), fc.jsonValue())
    .map(([name, value, total]) => {
      const positions = [{ ...position, [name]: value }];
      const breakdown = { perp_positions: positions, futures_positions: positions, spot_positions: [] };
      return { breakdown: { ...breakdown, portfolio_balances: { total_balance: { value: '1', currency: total } } } };
    });
  const twisted = fc.constantFrom(...Object.entries(good)).chain(([list, items]) =>
    fc
      .tuple(fc.constantFrom(...Object.keys(items[0]!)), fc.jsonValue(), fc.jsonValue())
      .map(([name, value, cursor]) => ({
        [list]: [{ ...items[0], [name]: value }],
        has_next: false,
        cursor,
        pagination: { next_uri: cursor },
      })),
  );

  /** The calls that a feed makes: the first, and what it leads to where that is another list. */
  const callsOf = (feed: Feed): Call[] => {
    const first = feed.call(at);
    const portfolio_uuid = '11111111-2222-4333-8444-555555555555';
    const page = read(feed, first, { portfolio_uuid, data: [{ id: 'w1', type: 'wallet' }], pagination: {} });
    return 'unclear' in page || !page.more ? [first] : [first, page.more];
  };

  it('reach the second list of the feeds that have one', () => {
    const twofold = watch.feeds.filter((feed) => callsOf(feed).length === 2);
    expect(twofold.map(({ name }) => name)).toEqual(['futures positions', 'portfolio value', 'wallet transactions']);
  });

  it.each(watch.feeds.map((feed) => [feed.name, feed] as const))(
    'to %s give a page or what is unclear',
    (_name, feed) => {
      fc.assert(
        fc.property(
          fc.oneof(fc.jsonValue(), twisted, nested),
          fc.constantFrom(200, 200, 200, 401, 429, 500),
          fc.constantFrom(...callsOf(feed)),
          (value, status, call) => {
            const page = read(feed, call, value, status);
            if ('unclear' in page) {
              expect(page.message).not.toBe('');
              return;
            }
            expect(status).toBe(200);
            expect(page.records.flatMap(shapeFaults)).toEqual([]);
          },
        ),
      );
      for (const body of ['', '<html>', '{', 'null', '[]']) {
        for (const call of callsOf(feed)) {
          expect(feed.read(call, 200, body, context)).toMatchObject({ unclear: true });
        }
      }
    },
  );

  it.each(watch.feeds.map((feed) => [feed.name, feed] as const))(
    'to %s of a failed call are no empty page',
    (_name, feed) => {
      const empty = {
        orders: [],
        fills: [],
        accounts: [],
        data: [],
        portfolios: [],
        payment_methods: [],
        has_next: false,
        cursor: '',
        pagination: {},
      };
      for (const [status, cause] of [
        [401, 'key-or-ip-or-permission'],
        [403, 'permission'],
        [429, 'rate'],
        [500, 'unreadable'],
      ] as const) {
        for (const call of callsOf(feed)) {
          expect(read(feed, call, empty, status)).toMatchObject({ unclear: true, cause });
        }
      }
    },
  );
});

import ccxt from 'ccxt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Decimal,
  formatDecimal,
  type Instrument,
  isRefusal,
  parseDecimal,
  Secret,
  zero,
} from '../../../src/core/index.ts';
import type {
  Answer,
  Call,
  ClosingOrder,
  Credential,
  Feed,
  Page,
  Seen,
  Unclear,
} from '../../../src/exchanges/index.ts';
import { closings, exchanges, watches } from '../../../src/exchanges/index.ts';
import type { FeedContext } from '../../../src/exchanges/watch.ts';
import { type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { recordSecret } from '../../canary.ts';
import { changesOf, openBooks, readFeed, readPage, sheetOf } from './books.ts';

const kraken = exchanges['kraken']!;
const watch = watches['kraken']!;
const closing = closings['kraken']!;
const startMs = 1_790_000_000_000;

let nowMs = startMs;
let practice: Practice;
let nonce = 0n;
beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'watch', clock: { nowMs: () => nowMs, monotonicMs: () => nowMs } });
});
beforeEach(() => {
  nowMs += 60_000;
});
afterAll(() => practice.stop());

function feedOf(name: string): Feed {
  const feed = watch.feeds.find((each) => each.name === name);
  if (!feed) throw new Error(`no feed ${name}`);
  return feed;
}

const amount = (value: string | number): Decimal => parseDecimal(String(value))!;

/** One account, the bot's key on it, and a key of its own for each who watches or closes: nonces rise by key. */
class Holder {
  readonly bot: InstanceType<typeof ccxt.kraken>;
  readonly account: string;
  instruments: readonly Instrument[] = [];
  readonly #watcher: Credential;
  readonly #closer: Credential;

  constructor(account: string) {
    const mint = (permissions: object) => {
      const key = practice.mintKey({ exchange: 'kraken', account, permissions });
      recordSecret(key.secret);
      return key;
    };
    const key = mint({ trade: true, transfer: true, withdraw: true });
    this.account = key.account;
    this.#watcher = credentialOf(mint({}));
    this.#closer = credentialOf(mint({ trade: true }));
    this.bot = new ccxt.kraken({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    this.bot.proxyUrl = `${practice.url}/`;
    this.bot.milliseconds = () => nowMs;
    this.bot.nonce = () => Number(++nonce);
  }

  async open(): Promise<this> {
    const [call] = kraken.market.instruments('live');
    const { body } = await this.send(call!);
    this.instruments = kraken.market.readInstruments(call!, body) as readonly Instrument[];
    await this.bot.loadMarkets();
    return this;
  }

  async send(call: Call, credential?: Credential): Promise<Answer> {
    const request = kraken.wire.build(call, credential, { timeMs: nowMs, nonce: ++nonce });
    const response = await fetch(`${practice.url}/${request.host}${request.target}`, {
      method: request.method,
      headers: request.headers,
      ...(request.method === 'GET' ? {} : { body: request.body }),
    });
    return { status: response.status, headers: {}, body: await response.text() };
  }

  readonly #send = (call: Call) => this.send(call, this.#watcher);
  readonly #context: FeedContext = {
    instrument: (symbol, kind) =>
      this.instruments.find((one) => one.kind === kind && (one.symbol === symbol || one.aliases?.includes(symbol))),
  };

  async page(feed: Feed, call: Call): Promise<Page | Unclear> {
    const { status, body } = await this.#send(call);
    return feed.read(call, status, body, this.#context);
  }

  /** How many pages a feed has of all the time. */
  async pages(name: string): Promise<number> {
    const feed = feedOf(name);
    let pages = 0;
    let call: Call | undefined = feed.call({ environment: 'live', fromMs: startMs, toMs: nowMs });
    for (; call; pages++) call = (await readPage(feed, call, this.#send, this.#context)).more;
    return pages;
  }

  async seen<W extends Seen['what']>(name: string, what: W, span = { fromMs: startMs, toMs: nowMs }) {
    const records = await readFeed(feedOf(name), { environment: 'live', ...span }, this.#send, this.#context);
    return records.filter((record) => record.what === what) as Extract<Seen, { what: W }>[];
  }

  async order(call: Call) {
    const { status, body } = await this.send(call, this.#closer);
    return kraken.account.outcomes(call, status, body);
  }

  instrument(market: string): Instrument {
    return this.instruments.find((one) => one.market === market)!;
  }

  get truth() {
    return practice.core.account(this.account)!;
  }
}

function credentialOf(key: MintedKey): Credential {
  const credential = kraken.key.credential({ id: key.id, secret: Secret.take(Buffer.from(key.secret)) });
  if (isRefusal(credential)) throw new Error(credential.message);
  return credential;
}

type Sheet = ReturnType<typeof sheetOf>;

const balancesOf = async (holder: Holder): Promise<Sheet> => sheetOf(await holder.seen('balances', 'balance'));

/** The ledger tells of every change of every wallet that the balances show. */
const rules = { ledger: ['spot', 'earn'], walletOf: () => 'spot' } as const;

const plain = (sheet: Sheet) =>
  Object.fromEntries([...sheet].filter(([, sum]) => sum !== 0n).map(([name, sum]) => [name, formatDecimal(sum)]));

describe('an account of Kraken that is watched', () => {
  let holder: Holder;
  let opening: Sheet;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    nowMs += 60_000;
    holder = await new Holder('main').open();
    opening = await balancesOf(holder);
  });

  it('shows its first funds', () => {
    expect(plain(opening)).toEqual({
      'spot USDT': '10000',
      'spot USD': '10000',
      'spot EUR': '10000',
      'spot BTC': '0.5',
      'spot ETH': '5',
      'spot SOL': '50',
    });
  });

  it("shows an honest bot's orders and fills, and what its owner deposits", async () => {
    const { bot } = holder;
    const price = (await bot.fetchTicker('BTC/USD')).last!;
    const [low, stop] = [Math.floor(price * 0.9), Math.floor(price * 0.8)];
    ids['limit'] = (await bot.createOrder('BTC/USD', 'limit', 'buy', 0.01, low, { clientOrderId: 'mine-1' })).id!;
    ids['stop'] = (await bot.createOrder('BTC/USD', 'market', 'sell', 0.1, undefined, { stopLossPrice: stop })).id!;
    ids['both'] = (await bot.createOrder('BTC/USD', 'limit', 'sell', 0.1, low, { stopLossPrice: stop })).id!;
    ids['bought'] = (await bot.createOrder('ETH/USD', 'market', 'buy', 0.5)).id!;
    ids['gone'] = (await bot.createOrder('ETH/USD', 'limit', 'buy', 0.1, 1_000)).id!;
    await bot.cancelOrder(ids['gone']);
    practice.core.deposit(holder.truth, { asset: 'EUR', amount: amount('123.45'), address: 'an-account' });
    const open = await holder.seen('open orders', 'order');
    const shared = { symbol: 'XBTUSD', kind: 'spot', market: 'BTC/USD', reduceOnly: false, isOpen: true, filled: zero };
    expect(new Map(open.map((one) => [one.order.orderId, one]))).toEqual(
      new Map([
        [
          ids['limit'],
          expect.objectContaining({
            ...shared,
            side: 'buy',
            type: 'limit',
            quantity: amount('0.01'),
            price: amount(low),
            isProtective: false,
          }),
        ],
        [
          ids['stop'],
          expect.objectContaining({
            ...shared,
            side: 'sell',
            type: 'stop',
            quantity: amount('0.1'),
            trigger: amount(stop),
            isProtective: true,
          }),
        ],
        [
          ids['both'],
          expect.objectContaining({
            ...shared,
            side: 'sell',
            type: 'stop-limit',
            price: amount(low),
            trigger: amount(stop),
            isProtective: true,
          }),
        ],
      ]),
    );
    expect(open.find(({ order }) => order.orderId === ids['limit'])).toMatchObject({
      order: { clientOrderId: 'mine-1' },
      createdMs: nowMs,
    });
    const closed = await holder.seen('closed orders', 'order');
    expect(closed.map(({ order }) => order.orderId).sort()).toEqual([ids['bought'], ids['gone']].sort());
    expect(closed.find(({ order }) => order.orderId === ids['bought'])).toMatchObject({
      isOpen: false,
      type: 'market',
      filled: amount('0.5'),
      updatedMs: nowMs,
    });
    expect(await holder.seen('deposits', 'move')).toMatchObject([
      { kind: 'deposit', asset: 'EUR', amount: amount('123.45'), to: 'spot', state: 'done', isOwn: 'unknown' },
    ]);
  });

  it('shows fills as the exchange has them', async () => {
    const told = (await holder.seen('fills', 'fill')).map(
      ({ order, symbol, market, side, quantity, price, quoteAmount, atMs }) => ({
        orderId: order.orderId,
        symbol,
        market,
        side,
        quantity,
        price,
        quoteAmount,
        atMs,
      }),
    );
    const truth = holder.truth.trades.map((trade) => ({
      orderId: ids['bought'],
      symbol: 'XETHZUSD',
      market: 'ETH/USD',
      side: trade.side,
      quantity: trade.quantity,
      price: trade.price,
      quoteAmount: trade.quote,
      atMs: trade.atMs,
    }));
    expect(told.reverse()).toEqual(truth);
  });

  it('shows a thief who buys, cancels a stop, moves funds and withdraws', async () => {
    const { bot } = holder;
    const before = { fromMs: nowMs, toMs: nowMs + 30_000 };
    nowMs += 5_000;
    await bot.createMarketBuyOrderWithCost('PUMP/USDT', 200);
    await bot.cancelOrder(ids['stop']!);
    await bot.transfer('USDT', 25, 'spot', 'swap');
    await bot.withdraw('BTC', 0.2, 'the-address-of-the-thief', undefined, { key: 'saved' });
    nowMs += 5_000;

    expect((await holder.seen('withdrawals', 'move', before))[0]).toMatchObject({
      kind: 'withdrawal',
      asset: 'BTC',
      amount: amount('0.19998'),
      fee: amount('0.00002'),
      address: 'the-address-of-the-thief',
      isOwn: 'no',
      state: 'done',
    });
    expect(await holder.seen('ledger', 'move', before)).toMatchObject([
      { kind: 'transfer', asset: 'USDT', amount: amount(25), from: 'spot', to: 'futures', isOwn: 'yes' },
    ]);
    const sums = await balancesOf(holder);
    expect(sums.get('spot PUMP')).toBeGreaterThan(0n);
    expect(sums.get('spot BTC')!).toBe(amount('0.3'));
    const open = await holder.seen('open orders', 'order');
    expect(open.map(({ order }) => order.orderId)).not.toContain(ids['stop']);
    const closed = await holder.seen('closed orders', 'order', before);
    expect(closed.find(({ order }) => order.orderId === ids['stop'])).toMatchObject({
      isProtective: true,
      isOpen: false,
    });
    expect(closed.find(({ market }) => market === 'PUMP/USDT')).toMatchObject({ symbol: 'PUMPUSDT', side: 'buy' });
    expect((await holder.seen('ledger', 'flow', before)).map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['trade', 'transfer', 'withdrawal']),
    );
  });

  it('has books that close exactly, over many pages', async () => {
    const { bot } = holder;
    for (let turn = 0; turn < 165; turn++) {
      nowMs += 1_500;
      const [symbol, size] =
        turn % 3 === 0 ? ['BTC/EUR', 0.00137] : turn % 3 === 1 ? ['SOL/USDT', 0.113] : ['ETH/USD', 0.0137];
      await bot.createOrder(String(symbol), 'market', turn % 2 === 0 ? 'buy' : 'sell', Number(size));
    }
    for (let turn = 1; turn <= 80; turn++) {
      nowMs += 1_000;
      practice.core.deposit(holder.truth, { asset: 'EUR', amount: amount(`0.0${turn}`), address: 'an-account' });
    }
    const span = { fromMs: startMs, toMs: nowMs };
    for (const name of ['ledger', 'fills', 'closed orders', 'deposits'])
      expect(await holder.pages(name)).toBeGreaterThan(3);
    expect(await holder.seen('fills', 'fill')).toHaveLength(holder.truth.trades.length);
    const flows = await holder.seen('ledger', 'flow', span);
    expect(new Set(flows.map(({ id }) => id)).size).toBe(flows.length);
    const closed = await balancesOf(holder);
    expect(openBooks(opening, changesOf(flows, rules), closed)).toEqual([]);
    expect(openBooks(opening, changesOf(flows.slice(1), rules), closed)).toHaveLength(1);
  });

  it('has the same books in spans that overlap', async () => {
    const middleMs = startMs + 300_000;
    // One after the other: a nonce that arrives behind a higher one is refused.
    const parts = [
      await holder.seen('ledger', 'flow', { fromMs: startMs, toMs: middleMs }),
      await holder.seen('ledger', 'flow', { fromMs: middleMs, toMs: nowMs }),
    ];
    expect(parts.every(({ length }) => length > 0)).toBe(true);
    const flows = new Map(parts.flat().map((flow) => [flow.id, flow]));
    expect(openBooks(opening, changesOf([...flows.values()], rules), await balancesOf(holder))).toEqual([]);
  });

  it('is unclear when a nonce does not rise, and shown again with one that does', async () => {
    const before = nonce;
    await holder.seen('balances', 'balance');
    const after = nonce;
    nonce = before;
    const feed = feedOf('balances');
    expect(await holder.page(feed, feed.call({ environment: 'live', fromMs: startMs, toMs: nowMs }))).toMatchObject({
      unclear: true,
      cause: 'clock',
    });
    nonce = after;
    expect(await holder.seen('balances', 'balance')).not.toEqual([]);
  });

  it('tells its worth', async () => {
    const [equity] = await holder.seen('equity', 'equity');
    expect(equity).toMatchObject({ currency: 'USD' });
    expect(equity!.amount).toBeGreaterThan(amount(30_000));
    expect(await holder.seen('margin positions', 'position')).toEqual([]);
  });

  it('says where a list is cut that cannot be followed', async () => {
    const feed = feedOf('deposits');
    const call = feed.call({ environment: 'live', fromMs: startMs, toMs: nowMs });
    const params = call.body.kind === 'form' ? call.body.params.filter(([name]) => name !== 'cursor') : [];
    const page = (await holder.page(feed, { ...call, body: { kind: 'form', params } })) as Page;
    expect(page.records).toHaveLength(25);
    expect(page).toMatchObject({ isCut: true });
  });

  it.each([
    ['a limit', { kind: 'rate-limit' }, 'rate'],
    ['a fault', { kind: 'server-error' }, 'unreadable'],
    ['no answer', { kind: 'garbage', body: '{"error":[],"result":' }, 'unreadable'],
    ['a lost key', { kind: 'key-revoked' }, 'key'],
  ] as const)('is unclear in every feed after %s', async (_title, fault, cause) => {
    const off = practice.faults.set({ ...fault, exchange: 'kraken' });
    for (const feed of watch.feeds) {
      const page = await holder.page(feed, feed.call({ environment: 'live', fromMs: startMs, toMs: nowMs }));
      expect(page).toMatchObject({ unclear: true, cause });
    }
    off();
  });
});

describe('an account of Kraken that is made flat', () => {
  let holder: Holder;
  beforeAll(async () => {
    holder = await new Holder('flat').open();
  });

  const open = () => holder.seen('open orders', 'order');
  let made = 0;
  const sale = (market: string, quantity: string, more: Partial<ClosingOrder> = {}): ClosingOrder => ({
    instrument: holder.instrument(market),
    side: 'sell',
    quantity: amount(quantity),
    reduceOnly: false,
    clientOrderId: `kw${String(++made).padStart(30, '0')}`,
    ...more,
  });
  const place = async (order: ClosingOrder) => (await holder.order(closing.place(order, 'live')))[0]!;

  async function fill(count: number): Promise<void> {
    const { bot } = holder;
    const markets = ['BTC/USD', 'ETH/USD', 'SOL/USDT', 'BTC/EUR'];
    const prices = new Map<string, number>();
    for (const symbol of markets) prices.set(symbol, (await bot.fetchTicker(symbol)).last!);
    for (let turn = 0; turn < count; turn++) {
      const symbol = markets[turn % markets.length]!;
      const price = prices.get(symbol)!;
      const size = symbol.startsWith('BTC') ? 0.001 : symbol.startsWith('ETH') ? 0.02 : 0.2;
      const stop = { stopLossPrice: Math.floor(price * 0.7) };
      if (turn % 2 === 0) await bot.createOrder(symbol, 'limit', 'buy', size, Math.floor(price * 0.8));
      else await bot.createOrder(symbol, 'market', 'sell', size, undefined, stop);
    }
  }

  it('has no order left after one call', async () => {
    await fill(30);
    expect(await open()).toHaveLength(30);
    const calls = closing.cancelAll(await open(), 'live');
    expect(calls).toHaveLength(1);
    expect(await holder.order(calls[0]!)).toEqual([{ kind: 'accepted' }]);
    expect(await open()).toEqual([]);
    expect(await holder.order(closing.cancelAll([], 'live')[0]!)).toEqual([{ kind: 'accepted' }]);
  });

  it('keeps a stop that is to stand, and loses all others in one call', async () => {
    await fill(12);
    const orders = await open();
    const stop = orders.find(({ isProtective }) => isProtective)!;
    const others = orders.filter((one) => one !== stop);
    const calls = closing.cancelAll(others, 'live', [stop]);
    expect(calls).toHaveLength(1);
    expect(await holder.order(calls[0]!)).toEqual(
      others.map(({ order }) => ({ kind: 'accepted', status: { order, open: false } })),
    );
    expect((await open()).map(({ order }) => order)).toEqual([stop.order]);
    expect(await holder.order(closing.cancelAll([stop], 'live')[0]!)).toEqual([{ kind: 'accepted' }]);
  });

  it('has single orders cancelled, by each of their names', async () => {
    const { bot } = holder;
    await bot.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000);
    await bot.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000, { clientOrderId: 'mine-2' });
    await bot.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000, { userref: 77 });
    const orders = await open();
    expect(orders).toHaveLength(3);
    for (const one of orders) {
      const { orderId, clientOrderId } = one.order;
      const order = clientOrderId === undefined ? { orderId: orderId! } : { clientOrderId };
      expect(await holder.order(closing.cancel({ ...one, order }, 'live'))).toMatchObject([{ kind: 'accepted' }]);
    }
    expect(await open()).toEqual([]);
    expect(await holder.order(closing.cancel(orders[0]!, 'live'))).toEqual([
      { kind: 'rejected', code: 'EOrder:Unknown order' },
    ]);
  });

  it('has its holdings sold, at the market and at a limit', async () => {
    for (const instrument of holder.instruments)
      expect(instrument).toMatchObject({
        step: expect.anything(),
        tick: expect.anything(),
        minQuantity: expect.anything(),
        minNotional: expect.anything(),
      });
    const limit = amount(Math.floor((await holder.bot.fetchTicker('SOL/USDT')).last! * 0.9));
    const sold = [
      await place(sale('BTC/USD', '0.5')),
      await place(sale('ETH/USD', '5')),
      await place(sale('SOL/USDT', '50', { limit })),
    ];
    for (const outcome of sold)
      expect(outcome).toMatchObject({ kind: 'accepted', status: { order: { orderId: expect.stringMatching(/^O/) } } });
    expect(await open()).toEqual([]);
    expect(closing.sells).toEqual(['spot']);
    const sums = await balancesOf(holder);
    for (const asset of ['BTC', 'ETH', 'SOL']) expect(sums.get(`spot ${asset}`)).toBe(0n);
  });

  it('may have an order that rests, for a drill', async () => {
    const limit = amount(Math.ceil((await holder.bot.fetchTicker('BTC/USD')).last! * 0.5));
    expect(await place(sale('BTC/USD', '0.001', { side: 'buy', limit, rests: true }))).toMatchObject({
      kind: 'accepted',
    });
    const [order] = await open();
    expect(order).toMatchObject({ type: 'limit', price: limit, isOpen: true });
    expect(await holder.order(closing.cancel(order!, 'live'))).toMatchObject([{ kind: 'accepted' }]);
    expect(await open()).toEqual([]);
  });

  it('is told why an order was not taken', async () => {
    const rejected = async (order: ClosingOrder) => {
      const outcome = await place(order);
      return outcome.kind === 'rejected' ? outcome.code : outcome.kind;
    };
    const { band, dust, insufficient, nothingToReduce } = closing.rejections;
    expect(insufficient).toContain(await rejected(sale('BTC/USD', '0.5')));
    expect(dust).toContain(await rejected(sale('BTC/USD', '0.00001')));
    expect(dust).toContain(await rejected(sale('BTC/USD', '0.000001')));
    expect(band).toContain(await rejected(sale('BTC/USD', '0.5', { limit: amount(1) })));
    for (const side of ['buy', 'sell'] as const)
      expect(nothingToReduce).toContain(
        await rejected(sale('BTC/USD', '0.1', { side, reduceOnly: true, mode: 'margin' })),
      );
  });

  it('loses its orders when the timer is not set again, and keeps them when it is off', async () => {
    const deadMan = closing.deadMan!;
    const arm = async (afterMs: number) => (await holder.order(deadMan.arm(afterMs, [], 'live')[0]!))[0];
    await holder.bot.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000);
    expect(await arm(deadMan.minMs)).toEqual({ kind: 'accepted' });
    expect(await arm(0)).toEqual({ kind: 'accepted' });
    nowMs += 2 * deadMan.minMs;
    expect(await open()).toHaveLength(1);
    expect(await arm(deadMan.minMs)).toEqual({ kind: 'accepted' });
    nowMs += deadMan.minMs - 2_000;
    expect(await open()).toHaveLength(1);
    nowMs += 2_000;
    expect(await open()).toEqual([]);
    expect(await arm(deadMan.maxMs)).toEqual({ kind: 'accepted' });
    expect(await arm(deadMan.maxMs + 1_000)).toMatchObject({ kind: 'rejected' });
  });
});

import ccxt from 'ccxt';
import { CBAdvancedTradeClient } from 'coinbase-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Decimal, floorTo, type Instrument, parseDecimal, Secret } from '../../../src/core/index.ts';
import { coinbase } from '../../../src/exchanges/coinbase/coinbase.ts';
import type { Answer, Call, Credential } from '../../../src/exchanges/index.ts';
import type { Feed, FeedContext, Seen, SeenOrder } from '../../../src/exchanges/watch.ts';
import { closings, watches } from '../../../src/exchanges/watches.ts';
import { type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { changesOf, openBooks, readFeed, sheetOf } from './books.ts';

const watch = watches['coinbase']!;
const closing = closings['coinbase']!;
const decimal = (text: string): Decimal => parseDecimal(text)!;
const START_MS = 1_790_000_000_250;

/** One account of the practice exchange, acted on by ccxt and looked at through the feeds. Every call takes its time. */
class Scene {
  nowMs = START_MS;
  readonly practice: Practice;
  readonly owner: MintedKey;
  /** The key that looks: it may read, and no more. */
  readonly reader: Credential;
  readonly trader: Credential;
  instruments: readonly Instrument[] = [];

  private constructor(practice: Practice, clock: { scene?: Scene }) {
    clock.scene = this;
    this.practice = practice;
    this.owner = practice.mintKey({
      exchange: 'coinbase',
      permissions: { trade: true, transfer: true, withdraw: true },
    });
    this.reader = credentialOf(practice.mintKey({ exchange: 'coinbase' }));
    this.trader = credentialOf(practice.mintKey({ exchange: 'coinbase', permissions: { trade: true } }));
  }

  static async open(): Promise<Scene> {
    const clock: { scene?: Scene } = {};
    const nowMs = () => clock.scene?.nowMs ?? START_MS;
    const practice = await startPractice({ port: 0, seed: 'watch', clock: { nowMs, monotonicMs: nowMs } });
    const scene = new Scene(practice, clock);
    const { market } = coinbase;
    const [list] = market.instruments('live');
    const found = market.readInstruments(list!, (await scene.send(list!)).body);
    if ('unclear' in found) throw new Error(found.message);
    scene.instruments = found;
    return scene;
  }

  client() {
    const exchange = new ccxt.coinbase({ apiKey: this.owner.id, secret: this.owner.secret, enableRateLimit: false });
    exchange.proxyUrl = `${this.practice.url}/`;
    exchange.milliseconds = () => (this.nowMs += 40);
    exchange.seconds = () => Math.floor((this.nowMs += 40) / 1000);
    return exchange;
  }

  /** Signs as Keyward does, and sends it to the real host's name on the practice exchange. */
  readonly send = async (call: Call, credential: Credential = this.reader): Promise<Answer> => {
    this.nowMs += 40;
    const request = coinbase.wire.build(call, call.endpoint.class === 'public' ? undefined : credential, {
      timeMs: this.nowMs,
    });
    const answer = await fetch(`${this.practice.url}/${request.host}${request.target}`, {
      method: request.method,
      headers: request.headers,
      ...(request.body === '' ? {} : { body: request.body }),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };

  get context(): FeedContext {
    return {
      instrument: (symbol, kind) => this.instruments.find((one) => one.symbol === symbol && one.kind === kind),
    };
  }

  feed(name: string): Feed {
    return watch.feeds.find((feed) => feed.name === name)!;
  }

  read(name: string, fromMs = START_MS): Promise<Seen[]> {
    return readFeed(
      this.feed(name),
      { environment: 'live', fromMs, toMs: this.nowMs + 1_000 },
      (call) => this.send(call),
      this.context,
    );
  }

  /** What the wallet that bots trade in changed by, told by fills and moves. */
  async changes(): Promise<Map<string, Decimal>> {
    const records = [...(await this.read('fills')), ...(await this.read('wallet transactions'))];
    const all = changesOf(records, { ledger: [], walletOf: () => 'spot' });
    return new Map([...all].filter(([name]) => name.startsWith('spot ')));
  }
}

function credentialOf(key: MintedKey): Credential {
  const made = coinbase.key.credential({ id: key.id, secret: Secret.take(Buffer.from(key.secret)) });
  if ('refused' in made) throw new Error('the minted key is none');
  return made as Credential;
}

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.practice.stop());

/** What an honest bot does in a while, in four markets, with a stop. */
async function trade(exchange: ReturnType<Scene['client']>) {
  await exchange.loadMarkets();
  const price = (await exchange.fetchTicker('BTC/USD')).last!;
  const bid = await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.01, Math.floor(price * 0.9));
  await exchange.createOrder('ETH/USD', 'market', 'sell', 0.5);
  await exchange.createMarketBuyOrderWithCost('ETH/USD', 333.33);
  await exchange.createOrder('BTC/EUR', 'market', 'sell', 0.0123);
  const stop = await exchange.createOrder('BTC/USD', 'limit', 'sell', 0.02, Math.floor(price * 0.7), {
    stopLossPrice: Math.floor(price * 0.8),
  });
  return { bid, stop, price };
}

describe('the feeds of an honest account', () => {
  it('tell what ccxt did, and the books close to the last digit', async () => {
    const opening = sheetOf(await scene.read('balances'));
    const exchange = scene.client();
    const { bid, stop, price } = await trade(exchange);
    const open = (await scene.read('open orders')) as SeenOrder[];
    expect(open).toHaveLength(2);
    expect(open.find(({ order }) => order.orderId === bid.id)).toMatchObject({
      market: 'BTC/USD',
      side: 'buy',
      type: 'limit',
      quantity: decimal('0.01'),
      price: decimal(String(Math.floor(price * 0.9))),
      isProtective: false,
      order: { clientOrderId: bid.clientOrderId },
    });
    expect(open.find(({ order }) => order.orderId === stop.id)).toMatchObject({
      type: 'stop-limit',
      trigger: decimal(String(Math.floor(price * 0.8))),
      isProtective: true,
      isOpen: true,
    });
    const orders = await scene.read('orders');
    expect(orders).toHaveLength(5);
    const trades = await exchange.fetchMyTrades();
    const fills = await scene.read('fills');
    expect(fills.map((fill) => fill.what === 'fill' && fill.id).sort()).toEqual(trades.map(({ id }) => id).sort());
    scene.practice.core.deposit(scene.practice.core.account('coinbase/main')!, {
      asset: 'BTC',
      amount: decimal('0.30000001'),
      address: 'an-address',
    });
    expect(openBooks(opening, await scene.changes(), sheetOf(await scene.read('balances')))).toEqual([]);
    expect(await scene.read('wallet transactions')).toMatchObject([
      { what: 'move', kind: 'deposit', asset: 'BTC', amount: decimal('0.30000001'), state: 'done', to: 'spot' },
    ]);
  });

  it('tell what the official SDK placed', async () => {
    const api = new CBAdvancedTradeClient({
      apiKey: scene.owner.id,
      apiSecret: scene.owner.secret,
      baseUrl: `${scene.practice.url}/api.coinbase.com`,
    });
    // Its tokens carry the time of this machine.
    scene.nowMs = Date.now();
    const placed = (await api.submitOrder({
      client_order_id: 'cbnodesdk-1',
      product_id: 'ETH-USD',
      side: 'SELL',
      order_configuration: { market_market_ioc: { base_size: '0.25' } },
    })) as { success_response: { order_id: string } };
    const [fill] = await scene.read('fills', scene.nowMs - 60_000);
    expect(fill).toMatchObject({ what: 'fill', side: 'sell', order: { orderId: placed.success_response.order_id } });
    const [order] = await scene.read('orders', scene.nowMs - 60_000);
    expect(order).toMatchObject({ order: { clientOrderId: 'cbnodesdk-1' }, isOpen: false, filled: decimal('0.25') });
  });

  it('tell equity, portfolios, and no positions', async () => {
    const [equity] = await scene.read('portfolio value');
    expect(equity).toMatchObject({ what: 'equity', currency: 'USD' });
    expect((equity as { amount: Decimal }).amount).toBeGreaterThan(decimal('50000'));
    expect(await scene.read('futures positions')).toEqual([]);
    expect(await scene.read('payment methods')).toEqual([]);
    expect(await scene.read('portfolios')).toMatchObject([
      { what: 'sub-account', label: 'Default' },
      { what: 'sub-account', label: 'Savings' },
    ]);
  });
});

describe('the feeds of an account that is robbed', () => {
  it('tell a coin bought, a stop gone, a move and a withdrawal', async () => {
    const exchange = scene.client();
    const { stop } = await trade(exchange);
    const opening = sheetOf(await scene.read('balances'));
    const fromMs = scene.nowMs;
    const before = await scene.read('fills');
    const moved = await scene.read('wallet transactions');

    await exchange.createMarketBuyOrderWithCost('PUMP/USDT', 500);
    await exchange.cancelOrder(stop.id!);
    const [home, savings] = (await exchange.fetchPortfolios()).map(({ id }) => id!);
    await exchange.transfer('USDT', 125.5, home!, savings!);
    await exchange.transfer('USDT', 25.25, savings!, home!);
    const sent = await exchange.withdraw('BTC', 0.25, 'the-address-of-the-thief');

    const bought = await scene.read('fills', fromMs);
    expect(bought.length).toBeGreaterThan(0);
    for (const fill of bought) expect(fill).toMatchObject({ market: 'PUMP/USDT', side: 'buy', feeAsset: 'USDT' });
    const open = (await scene.read('open orders')) as SeenOrder[];
    expect(open.some(({ order }) => order.orderId === stop.id)).toBe(false);
    const told = (await scene.read('orders')) as SeenOrder[];
    expect(told.find(({ order }) => order.orderId === stop.id)).toMatchObject({ isOpen: false, isProtective: true });
    const moves = (await scene.read('wallet transactions')).slice(moved.length);
    expect(moves).toHaveLength(3);
    expect(moves).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'withdrawal',
          id: sent.id,
          asset: 'BTC',
          amount: decimal('0.25'),
          address: 'the-address-of-the-thief',
          isOwn: 'no',
          state: 'done',
        }),
        expect.objectContaining({
          kind: 'transfer',
          amount: decimal('125.5'),
          from: 'spot',
          to: savings,
          isOwn: 'yes',
        }),
        expect.objectContaining({ kind: 'transfer', amount: decimal('25.25'), from: savings, to: 'spot' }),
      ]),
    );
    const records = [...(await scene.read('fills')), ...(await scene.read('wallet transactions'))];
    const fresh = records.filter(
      (one) => !before.some((old) => old.what === 'fill' && one.what === 'fill' && old.id === one.id),
    );
    const changes = changesOf(fresh, { ledger: [], walletOf: () => 'spot' });
    const own = new Map([...changes].filter(([name]) => name.startsWith('spot ')));
    expect(openBooks(opening, own, sheetOf(await scene.read('balances')))).toEqual([]);
  });

  it('tell the whole theft of a thief who takes what the key allows', async () => {
    const opening = sheetOf(await scene.read('balances'));
    await scene.practice.thief(scene.owner);
    scene.nowMs += 5_000;
    const closingSheet = sheetOf(await scene.read('balances'));
    expect(openBooks(opening, await scene.changes(), closingSheet)).toEqual([]);
    expect(openBooks(opening, new Map(), closingSheet).length).toBeGreaterThanOrEqual(3);
  });
});

/** The same feed with pages of this size. */
function inPagesOf(feed: Feed, limit: number): Feed {
  return {
    ...feed,
    call: (at) => {
      const call = feed.call(at);
      return { ...call, query: [...call.query.filter(([name]) => name !== 'limit'), ['limit', String(limit)]] };
    },
  };
}

describe('paging', () => {
  it('reads the same in many pages as in one', async () => {
    const exchange = scene.client();
    await exchange.loadMarkets();
    const price = (await exchange.fetchTicker('BTC/USD')).last!;
    for (let index = 0; index < 18; index++) {
      await exchange.createOrder('BTC/USD', 'limit', 'buy', 0.001, Math.floor(price * (0.8 + index / 500)));
      await exchange.createOrder('ETH/USD', 'market', 'sell', 0.01);
      if (index % 2 === 0) await exchange.withdraw('SOL', 0.1, `address-${index}`);
    }
    for (const name of ['open orders', 'orders', 'fills', 'balances', 'wallet transactions']) {
      const feed = scene.feed(name);
      const at = { environment: 'live', fromMs: START_MS, toMs: scene.nowMs + 60_000 } as const;
      const mark = scene.practice.mark();
      const small = await readFeed(inPagesOf(feed, 2), at, (call) => scene.send(call), scene.context);
      expect(scene.practice.received(mark).length, name).toBeGreaterThan(3);
      const whole = await readFeed(feed, at, (call) => scene.send(call), scene.context);
      expect(small, name).toEqual(whole);
      expect(whole.length, name).toBeGreaterThan(5);
    }
  });

  it('tells a failed page from an empty one', async () => {
    const feed = scene.feed('balances');
    const call = feed.call({ environment: 'live', fromMs: 0, toMs: 0 });
    const off = scene.practice.faults.set({ kind: 'rate-limit', exchange: 'coinbase' });
    const limited = await scene.send(call);
    expect(feed.read(call, limited.status, limited.body, scene.context)).toMatchObject({
      unclear: true,
      cause: 'rate',
    });
    off();
    const stranger = scene.practice.mintKey({ exchange: 'coinbase', permissions: { read: false, trade: true } });
    const refused = await scene.send(call, credentialOf(stranger));
    expect(feed.read(call, refused.status, refused.body, scene.context)).toMatchObject({ cause: 'permission' });
    const moves = scene.feed('wallet transactions');
    const lost = moves.call({ environment: 'live', fromMs: 0, toMs: 0 });
    const whole = await scene.send({ ...lost, query: [['starting_after', 'nobody']] });
    expect(moves.read(lost, whole.status, whole.body, scene.context)).toMatchObject({ unclear: true });
    const cut = await scene.send(call);
    expect(feed.read(call, 200, cut.body.slice(0, -40), scene.context)).toMatchObject({ unclear: true });
  });
});

describe('making an account flat', () => {
  /** Thirty orders in three markets, stops and take-profits among them. */
  async function fill(): Promise<void> {
    const exchange = scene.client();
    await exchange.loadMarkets();
    for (const [symbol, size] of [
      ['BTC/USD', 0.001],
      ['ETH/USD', 0.01],
      ['SOL/USDT', 0.1],
    ] as const) {
      const price = (await exchange.fetchTicker(symbol)).last!;
      const at = (share: number) => Number(exchange.priceToPrecision(symbol, price * share));
      for (let index = 0; index < 6; index++) {
        const far = 0.1 - index / 100;
        await exchange.createOrder(symbol, 'limit', 'buy', size * 10, at(1 - far));
      }
      for (const share of [0.9, 0.91]) {
        await exchange.createOrder(symbol, 'limit', 'sell', size * 10, at(share - 0.02), { stopLossPrice: at(share) });
        await exchange.createOrder(symbol, 'limit', 'sell', size * 10, at(2 - share), {
          takeProfitPrice: at(2 - share),
        });
      }
    }
  }

  const openNow = async () => (await scene.read('open orders')) as SeenOrder[];

  it('cancels every order and sells every coin', async () => {
    await fill();
    const open = await openNow();
    expect(open).toHaveLength(30);
    expect(open.filter(({ isProtective }) => isProtective)).toHaveLength(12);
    for (const call of closing.cancelAll(open.slice(1), 'live')) {
      const { status, body } = await scene.send(call, scene.trader);
      expect(coinbase.account.outcomes(call, status, body)).toEqual(call.intents.map(() => ({ kind: 'accepted' })));
    }
    const [left, ...others] = await openNow();
    expect(others).toEqual([]);
    const last = closing.cancel(left!, 'live');
    await scene.send(last, scene.trader);
    expect(await openNow()).toEqual([]);
    const again = await scene.send(last, scene.trader);
    expect(coinbase.account.outcomes(last, again.status, again.body)).toEqual([
      { kind: 'rejected', code: 'DUPLICATE_CANCEL_REQUEST' },
    ]);

    for (const [symbol, isLimited] of [
      ['BTC-USD', false],
      ['ETH-USD', false],
      ['SOL-USDT', true],
    ] as const) {
      const instrument = scene.instruments.find((one) => one.symbol === symbol)!;
      const quantity = floorTo(await freeOf(instrument.base), instrument.step!);
      const clientOrderId = `flat${instrument.base}`;
      const bound = isLimited ? { limit: nearly(instrument) } : {};
      const order = { instrument, side: 'sell', quantity, reduceOnly: false, clientOrderId, ...bound } as const;
      const call = closing.place(order, 'live');
      const { status, body } = await scene.send(call, scene.trader);
      expect(coinbase.account.outcomes(call, status, body), symbol).toMatchObject([
        { kind: 'accepted', status: { order: { clientOrderId } } },
      ]);
      expect(await freeOf(instrument.base)).toBeLessThan(instrument.step!);
    }
  });

  async function freeOf(asset: string): Promise<Decimal> {
    const found = (await scene.read('balances')).find((one) => one.what === 'balance' && one.asset === asset);
    return (found as { free: Decimal }).free;
  }

  /** A price at which the book surely buys. */
  function nearly({ market, tick }: Instrument): Decimal {
    const price = scene.practice.core.price(market);
    return floorTo(((price * 9n) / 10n) as Decimal, tick!);
  }

  it('tells what the exchange refuses by what is to be done about it', async () => {
    const eth = scene.instruments.find(({ symbol }) => symbol === 'ETH-USD')!;
    expect(eth).toMatchObject({ step: decimal('0.0001'), minNotional: decimal('5'), tick: decimal('0.01') });
    const outcome = async (quantity: Decimal, limit?: Decimal) => {
      const order = {
        instrument: eth,
        side: 'sell',
        quantity,
        reduceOnly: false,
        clientOrderId: `r${scene.nowMs}`,
      } as const;
      const call = closing.place(limit === undefined ? order : { ...order, limit }, 'live');
      const { status, body } = await scene.send(call, scene.trader);
      const [told] = coinbase.account.outcomes(call, status, body);
      return told?.kind === 'rejected' ? told.code : told?.kind;
    };
    const { dust, insufficient, band } = closing.rejections;
    expect(dust).toContain(await outcome(decimal('0.0001')));
    expect(insufficient).toContain(await outcome(decimal('500')));
    expect(band).toContain(await outcome(decimal('1'), decimal('0.01')));
    expect(await outcome(decimal('0.5'))).toBe('accepted');
  });

  it('leaves an order of a drill in the book', async () => {
    const eth = scene.instruments.find(({ symbol }) => symbol === 'ETH-USD')!;
    const limit = floorTo(((scene.practice.core.price('ETH/USD') * 11n) / 10n) as Decimal, eth.tick!);
    const order = { instrument: eth, side: 'sell', quantity: decimal('0.1'), reduceOnly: false, limit } as const;
    await scene.send(closing.place({ ...order, rests: true, clientOrderId: 'drill' }, 'live'), scene.trader);
    expect(await openNow()).toMatchObject([{ order: { clientOrderId: 'drill' }, price: limit, type: 'limit' }]);
    await scene.send(closing.place({ ...order, clientOrderId: 'now' }, 'live'), scene.trader);
    expect(await openNow()).toHaveLength(1);
  });
});

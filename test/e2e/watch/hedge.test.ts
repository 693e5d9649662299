import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Decimal, type Instrument, isRefusal, parseDecimal, Secret } from '../../../src/core/index.ts';
import type { Answer, Call, ClosingOrder, IntentOutcome } from '../../../src/exchanges/index.ts';
import { closings, exchanges, watches } from '../../../src/exchanges/index.ts';
import type { Seen, SeenOrder, SeenPosition } from '../../../src/exchanges/watch.ts';
import { type Account, type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { changesOf, openBooks, readFeed, sheetOf } from './books.ts';

const MARKET = 'BTC/USDT:USDT';
const START_MS = 1_790_000_000_000;
const d = (text: string): Decimal => parseDecimal(text)!;

const clientOf = {
  binance: (config: object) => new ccxt.binanceusdm(config),
  bybit: (config: object) => new ccxt.bybit(config),
  okx: (config: object) => new ccxt.okx(config),
};

/** What differs: the words for the two sides, the size of 0.02 BTC, what the feeds are called, what the exchange says. */
const kinds = [
  {
    name: 'binance',
    legs: { long: 'LONG', short: 'SHORT' },
    size: 0.02,
    feeds: {
      positions: ['USD-M positions'],
      orders: ['USD-M open orders', 'USD-M conditional open orders'],
      ledger: ['USD-M ledger'],
      balances: ['USD-M balances'],
    },
    wallet: 'futures',
    refusals: { mode: '-4067', held: '-4068', side: '-4061', tooMuch: '-2022' },
  },
  {
    name: 'bybit',
    legs: { long: '1', short: '2' },
    size: 0.02,
    feeds: {
      positions: ['linear USDT positions'],
      orders: ['linear USDT open orders'],
      ledger: ['unified ledger'],
      balances: ['unified balances'],
    },
    wallet: 'unified',
    refusals: { mode: '110028', held: '110024', side: '10001', tooMuch: '110017' },
  },
  {
    name: 'okx',
    legs: { long: 'long', short: 'short' },
    size: 2,
    feeds: {
      positions: ['positions'],
      orders: 'open-orders',
      ledger: ['trading ledger'],
      balances: ['trading balances'],
    },
    wallet: 'trading',
    refusals: { mode: '59000', held: '59000', side: '51000', tooMuch: '51112' },
  },
] as const;

describe.each(kinds)('hedge mode at $name', ({ name, legs, size, feeds, wallet, refusals }) => {
  const [exchange, watch, closing] = [exchanges[name]!, watches[name]!, closings[name]!];
  let nowMs = START_MS;
  let practice: Practice;
  let key: MintedKey;
  let account: Account;
  let bot: ReturnType<(typeof clientOf)['okx' | 'bybit' | 'binance']>;
  let listed: readonly Instrument[];
  let before: Map<string, Decimal>;
  let made = 0;
  const context = {
    instrument: (symbol: string, kind: Instrument['kind']) =>
      listed.find((one) => one.symbol === symbol && one.kind === kind),
  };

  const send = async (call: Call): Promise<Answer> => {
    nowMs += 2_000;
    const bytes = (text: string) => Secret.take(Buffer.from(text));
    const credential = exchange.key.credential({
      id: key.id,
      secret: bytes(key.secret),
      ...(key.passphrase === undefined ? {} : { passphrase: bytes(key.passphrase) }),
    });
    if (isRefusal(credential)) throw new Error(credential.message);
    const isPublic = call.endpoint.class === 'public';
    const built = exchange.wire.build(call, isPublic ? undefined : credential, { timeMs: nowMs });
    const answer = await fetch(`${practice.url}/${built.host}${built.target}`, {
      method: built.method,
      headers: { ...built.headers },
      ...(built.body === '' ? {} : { body: built.body }),
    });
    return { status: answer.status, headers: {}, body: await answer.text() };
  };
  const read = async (what: keyof typeof feeds): Promise<Seen[]> => {
    const named: readonly string[] | string = feeds[what];
    const records: Seen[] = [];
    for (const feed of watch.feeds) {
      if (typeof named === 'string' ? feed.kind !== named : !named.includes(feed.name)) continue;
      const at = { environment: 'live', fromMs: START_MS - 1_000, toMs: nowMs } as const;
      records.push(...(await readFeed(feed, at, send, context)));
    }
    return records;
  };
  const positions = async () =>
    ((await read('positions')) as SeenPosition[]).sort((a, b) => Number(b.quantity - a.quantity));
  const orders = async () => (await read('orders')) as SeenOrder[];
  const order = (side: 'buy' | 'sell', more: object = {}) => {
    nowMs += 2_000;
    return bot.createOrder(MARKET, 'market', side, size, undefined, { hedged: true, ...more });
  };
  const near = (share: number) => Math.round((Number(practice.core.price(MARKET)) / 1e18) * share);
  const outcomeOf = async (call: Call): Promise<IntentOutcome> => {
    const { status, body } = await send(call);
    return exchange.account.outcomes(call, status, body)[0]!;
  };
  const place = (wish: Partial<ClosingOrder>): Promise<IntentOutcome> =>
    outcomeOf(closing.place({ ...closingOf('long'), ...wish, clientOrderId: `hedge${++made}` }, 'live'));
  const closingOf = (leg: 'long' | 'short'): ClosingOrder => ({
    instrument: listed.find(({ market }) => market === MARKET)!,
    side: leg === 'long' ? 'sell' : 'buy',
    quantity: d('0.02'),
    reduceOnly: true,
    leg: legs[leg],
    ...(name === 'okx' ? { mode: 'cross' } : {}),
    clientOrderId: `hedge${++made}`,
  });

  beforeAll(async () => {
    const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
    practice = await startPractice({ port: 0, seed: `hedge ${name}`, clock });
    key = practice.mintKey({ exchange: name, permissions: { trade: true, futures: true } });
    account = practice.core.account(key.account)!;
    const password = key.passphrase === undefined ? {} : { password: key.passphrase };
    bot = clientOf[name]({ apiKey: key.id, secret: key.secret, ...password, enableRateLimit: false });
    bot.proxyUrl = `${practice.url}/`;
    bot.milliseconds = () => nowMs;
    const lists = [];
    for (const call of exchange.market.instruments('live')) {
      const found = exchange.market.readInstruments(call, (await send(call)).body);
      if ('unclear' in found) throw new Error(found.message);
      lists.push(...found);
    }
    listed = lists;
    before = sheetOf(await read('balances'));
  });
  afterAll(() => practice.stop());

  it('is set by the call of the exchange, and by nothing while an order is open', async () => {
    const open = await bot.createOrder(MARKET, 'limit', 'buy', size, near(0.9));
    await expect(bot.setPositionMode(true, MARKET)).rejects.toThrow(refusals.mode);
    await bot.cancelOrder(String(open.id), MARKET);
    await bot.setPositionMode(true, MARKET);
    await expect(bot.createOrder(MARKET, 'market', 'buy', size)).rejects.toThrow(refusals.side);
    expect(account.trades).toEqual([]);
  });

  it('shows a long and a short, and the stops of both, in the feeds and to a bot', async () => {
    await order('buy');
    await order('sell');
    // Closing orders: the bot says `reduceOnly`, and means the other side.
    await order('sell', { reduceOnly: true, stopLossPrice: near(0.8) });
    await order('buy', { reduceOnly: true, stopLossPrice: near(1.2) });
    await expect(bot.setPositionMode(false, MARKET)).rejects.toThrow(/./);
    expect(await positions()).toMatchObject([
      { market: MARKET, quantity: d('0.02'), leg: legs.long, entry: expect.anything() },
      { market: MARKET, quantity: -d('0.02'), leg: legs.short, entry: expect.anything() },
    ]);
    const stops = await orders();
    expect(stops.map(({ side }) => side).sort()).toEqual(['buy', 'sell']);
    for (const stop of stops) expect(stop).toMatchObject({ isProtective: true, reduceOnly: true, type: 'stop' });
    nowMs += 2_000;
    const seen = await bot.fetchPositions([MARKET]);
    expect(
      seen
        .filter(({ contracts }) => contracts !== 0)
        .map(({ side, hedged }) => [side, hedged])
        .sort(),
    ).toEqual([
      ['long', true],
      ['short', true],
    ]);
  });

  it('takes from no call the stops that are to stand', async () => {
    const more = await bot.createOrder(MARKET, 'limit', 'buy', size, near(0.85), { hedged: true });
    const entry = await order('buy', {
      triggerPrice: near(1.3),
      ...(name === 'bybit' ? { triggerDirection: 'above' } : {}),
    });
    const open = await orders();
    const spare = open.filter(({ isProtective }) => isProtective);
    const rest = open.filter(({ isProtective }) => !isProtective);
    expect([open.length, spare.length]).toEqual([4, 2]);
    expect(rest.map(({ order: { orderId } }) => orderId).sort()).toEqual([more.id, entry.id].sort());
    for (const call of closing.cancelAll(rest, 'live', spare)) await send(call);
    expect((await orders()).map(({ order: { orderId } }) => orderId).sort()).toEqual(
      spare.map(({ order: { orderId } }) => orderId).sort(),
    );
    for (const call of closing.cancelAll(spare, 'live', [])) await send(call);
    expect(await orders()).toEqual([]);
  });

  it('refuses what does not name a side, and what closes more than there is', async () => {
    const { leg: _leg, ...sideless } = closingOf('long');
    expect(await outcomeOf(closing.place(sideless, 'live'))).toMatchObject({ kind: 'rejected', code: refusals.side });
    if (name !== 'bybit') {
      const code = refusals.tooMuch;
      expect(await place({ quantity: d('0.03') })).toMatchObject({ kind: 'rejected', code });
    }
    expect((await positions()).map(({ quantity }) => quantity)).toEqual([d('0.02'), -d('0.02')]);
  });

  it('is left flat by an order for each side, and a second one closes nothing', async () => {
    await expect(bot.setPositionMode(false, MARKET)).rejects.toThrow(refusals.held);
    expect(await place({})).toMatchObject({ kind: 'accepted' });
    expect(await positions()).toMatchObject([{ leg: legs.short, quantity: -d('0.02') }]);
    const again = await place({});
    expect(closing.rejections.nothingToReduce).toContain((again as { code?: string }).code);
    const whole = closingOf('short');
    expect(
      await (closing.closePosition ? outcomeOf(closing.closePosition(whole, 'live')) : place(whole)),
    ).toMatchObject({
      kind: 'accepted',
    });
    expect(await positions()).toEqual([]);
  });

  it('leaves books that close', async () => {
    const changes = changesOf(await read('ledger'), { ledger: [wallet], walletOf: () => wallet });
    expect(changes.size).toBeGreaterThan(0);
    expect(openBooks(before, changes, sheetOf(await read('balances')))).toEqual([]);
    await bot.setPositionMode(false, MARKET);
    await bot.createOrder(MARKET, 'market', 'buy', size);
    expect(await positions()).toMatchObject([{ quantity: d('0.02') }]);
  });
});

describe('an order at Binance in hedge mode', () => {
  it('may not say that it only reduces, for its side says so', async () => {
    const practice = await startPractice({
      port: 0,
      seed: 'hedge flags',
      clock: { nowMs: () => START_MS, monotonicMs: () => START_MS },
    });
    try {
      const key = practice.mintKey({ exchange: 'binance', permissions: { trade: true, futures: true } });
      const bot = clientOf.binance({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
      bot.proxyUrl = `${practice.url}/`;
      bot.milliseconds = () => START_MS;
      await bot.loadMarkets();
      await bot.setPositionMode(true, MARKET);
      await bot.createOrder(MARKET, 'market', 'buy', 0.02, undefined, { positionSide: 'LONG' });
      const sell = (params: object) => bot.createOrder(MARKET, 'market', 'sell', 0.02, undefined, params);
      await expect(sell({ positionSide: 'LONG', reduceOnly: true })).rejects.toThrow('-1106');
      await expect(sell({ positionSide: 'BOTH' })).rejects.toThrow('-4061');
      await expect(sell({ reduceOnly: true })).rejects.toThrow('-4061');
      const stop = { type: 'STOP_MARKET', closePosition: true, stopLossPrice: 70_000 };
      await expect(
        bot.createOrder(MARKET, 'market', 'buy', 0.02, undefined, { ...stop, positionSide: 'LONG' }),
      ).rejects.toThrow('-2022');
      await sell({ positionSide: 'LONG' });
    } finally {
      await practice.stop();
    }
  });
});

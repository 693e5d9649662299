import ccxt, { type okx as CcxtOkx } from 'ccxt';
import { RestClient } from 'okx-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Decimal,
  floorTo,
  formatDecimal,
  type Instrument,
  parseDecimal,
  Secret,
} from '../../../src/core/index.ts';
import type { Answer, Call, ClosingOrder, IntentOutcome } from '../../../src/exchanges/index.ts';
import { closings, exchanges, watches } from '../../../src/exchanges/index.ts';
import type { Feed, FeedContext, Seen, SeenMove, SeenOrder } from '../../../src/exchanges/watch.ts';
import { type Account, type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { changesOf, openBooks, readFeed, readPage, sheetOf } from './books.ts';

const exchange = exchanges['okx']!;
const watch = watches['okx']!;
const closing = closings['okx']!;
const START_MS = 1_790_000_000_000;
const HOUR_MS = 3_600_000;
const rules = { ledger: ['trading', 'funding'], walletOf: () => 'trading' } as const;

let nowMs = START_MS;
let practice: Practice;
let key: MintedKey;
let bot: CcxtOkx;
let thief: CcxtOkx;
let account: Account;
let listed: readonly Instrument[];
let before: Map<string, Decimal>;

/** The limits of the exchange count in windows of 2 s. */
const pause = (ms = 2_000): void => {
  nowMs += ms;
};

function clientOf(minted: MintedKey): CcxtOkx {
  const client = new ccxt.okx({ apiKey: minted.id, secret: minted.secret, password: minted.passphrase! });
  client.enableRateLimit = false;
  client.proxyUrl = `${practice.url}/`;
  client.milliseconds = () => nowMs;
  return client;
}

function senderOf(minted: MintedKey): (call: Call) => Promise<Answer> {
  const parts = {
    id: minted.id,
    secret: Secret.take(Buffer.from(minted.secret)),
    passphrase: Secret.take(Buffer.from(minted.passphrase!)),
  };
  const credential = exchange.key.credential(parts);
  if (!('id' in credential)) throw new Error(credential.message);
  return async (call) => {
    const built = exchange.wire.build(call, call.endpoint.class === 'public' ? undefined : credential, {
      timeMs: nowMs,
    });
    const answer = await fetch(`${practice.url}/${built.host}${built.target}`, {
      method: built.method,
      headers: { ...built.headers },
      ...(built.body === '' ? {} : { body: built.body }),
    });
    return { status: answer.status, headers: {}, body: await answer.text() };
  };
}

let send: (call: Call) => Promise<Answer>;
const context: FeedContext = {
  instrument: (symbol, kind) => listed.find((one) => one.symbol === symbol && one.kind === kind),
};

function feed(name: string): Feed {
  const found = watch.feeds.find((one) => one.name === name);
  if (!found) throw new Error(`no feed ${name}`);
  return found;
}

function at(fromMs = START_MS - HOUR_MS) {
  return { environment: 'live', fromMs, toMs: nowMs } as const;
}

async function read(name: string): Promise<Seen[]> {
  pause();
  return readFeed(feed(name), at(), send, context);
}

async function readKind(kind: Feed['kind']): Promise<Seen[]> {
  const records: Seen[] = [];
  for (const one of watch.feeds) if (one.kind === kind) records.push(...(await read(one.name)));
  return records;
}

const openOrders = async () => (await readKind('open-orders')) as SeenOrder[];

async function openedBooks(): Promise<string[]> {
  const changes = changesOf(await readKind('ledger'), rules);
  return openBooks(before, changes, sheetOf(await readKind('balances')));
}

const amount = (text: string): Decimal => parseDecimal(text)!;
const priceOf = (market: string): number => Number(practice.core.price(market)) / 1e18;
const share = (market: string, part: number): number => Math.round(priceOf(market) * part * 10) / 10;

beforeEach(async () => {
  nowMs = START_MS;
  practice = await startPractice({
    port: 0,
    seed: 'watch okx',
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
  });
  key = practice.mintKey({ exchange: 'okx', permissions: { trade: true, withdraw: true }, ips: ['127.0.0.1'] });
  account = practice.core.account(key.account)!;
  send = senderOf(practice.mintKey({ exchange: 'okx' }));
  bot = clientOf(key);
  thief = clientOf(key);
  await bot.loadMarkets();
  const lists: Instrument[] = [];
  for (const call of exchange.market.instruments('live')) {
    const instruments = exchange.market.readInstruments(call, (await send(call)).body);
    if ('unclear' in instruments) throw new Error(instruments.message);
    lists.push(...instruments);
  }
  listed = lists;
  before = sheetOf(await readKind('balances'));
  pause();
});
afterEach(() => practice.stop());

describe('what a bot and a thief do at OKX', () => {
  it('shows in the feeds, each record as it was', async () => {
    const limit = await bot.createOrder('BTC/USDT', 'limit', 'buy', 0.01, share('BTC/USDT', 0.9), {
      clientOrderId: 'honest1',
    });
    await bot.createOrder('BTC/USDT:USDT', 'market', 'buy', 2);
    const stop = await bot.createOrder('BTC/USDT:USDT', 'market', 'sell', 2, undefined, {
      stopLossPrice: share('BTC/USDT:USDT', 0.8),
      reduceOnly: true,
    });
    const open = await openOrders();
    const [order, guard] = [open.find((one) => !one.order.conditional), open.find((one) => one.order.conditional)];
    expect(open).toHaveLength(2);
    expect(order).toMatchObject({ symbol: 'BTC-USDT', market: 'BTC/USDT', kind: 'spot', side: 'buy', type: 'limit' });
    expect(order?.order.orderId).toBe(limit.id);
    expect(order?.order.clientOrderId).toContain('honest1');
    expect([order?.quantity, order?.filled, order?.isOpen, order?.isProtective]).toEqual([
      amount('0.01'),
      0n,
      true,
      false,
    ]);
    expect(guard).toMatchObject({ order: { orderId: stop.id }, type: 'stop', isProtective: true, reduceOnly: true });
    expect(guard?.quantity).toBe(amount('0.02'));
    expect(await read('positions')).toMatchObject([
      { symbol: 'BTC-USDT-SWAP', market: 'BTC/USDT:USDT', kind: 'linear', quantity: amount('0.02'), mode: 'cross' },
    ]);

    pause();
    await thief.createMarketBuyOrderWithCost('PUMP/USDT', 500);
    await thief.cancelOrder(stop.id!, 'BTC/USDT:USDT', { trigger: true });
    expect((await openOrders()).map((one) => one.order.orderId)).toEqual([limit.id]);
    const bought = (await read('spot orders')) as SeenOrder[];
    expect(bought).toMatchObject([
      { symbol: 'PUMP-USDT', market: 'PUMP/USDT', side: 'buy', type: 'market', isOpen: false },
    ]);
    expect(bought[0]).not.toHaveProperty('quantity');
    const trades = account.trades.filter(({ market }) => market.symbol === 'PUMP/USDT');
    const fills = (await read('fills')).filter((one) => one.what === 'fill' && one.symbol === 'PUMP-USDT');
    expect(fills).toHaveLength(trades.length);
    for (const trade of trades) {
      expect(fills).toContainEqual({
        what: 'fill',
        id: `PUMP-USDT:${trade.id}`,
        order: {
          orderId: trade.orderId,
          ...(bought[0]?.order.clientOrderId ? { clientOrderId: bought[0].order.clientOrderId } : {}),
        },
        symbol: 'PUMP-USDT',
        kind: 'spot',
        market: 'PUMP/USDT',
        side: 'buy',
        quantity: trade.quantity,
        price: trade.price,
        fee: trade.fee,
        feeAsset: 'PUMP',
        atMs: trade.atMs,
      });
    }
    const lines = (await read('trading ledger')).filter((one) => one.what === 'flow' && one.symbol === 'PUMP-USDT');
    expect(lines).toHaveLength(2 * trades.length);
    for (const line of lines)
      expect(line).toMatchObject({ cause: 'trade', word: 'Trade', orderId: bought[0]?.order.orderId });
    expect(await openedBooks()).toEqual([]);
  });

  it('shows what moves: between wallets, to sub-accounts, in and out', async () => {
    practice.mintKey({ exchange: 'okx', subAccount: 'desk', account: 'desk' });
    await thief.transfer('USDT', 600, 'trading', 'funding');
    pause();
    const out = await thief.withdraw('USDT', 100, 'the-address-of-the-thief', undefined, { network: 'TRC20' });
    pause();
    const inside = await thief.withdraw('USDT', 50, 'thief@example.com', undefined, {
      internal: true,
      network: 'TRC20',
      dest: '3',
    });
    pause();
    await thief.privatePostAssetTransfer({ ccy: 'USDT', amt: '20', from: '6', to: '6', type: '1', subAcct: 'desk' });
    await thief.privatePostAssetTransfer({ ccy: 'BTC', amt: '0.1', from: '18', to: '18', type: '1', subAcct: 'desk' });
    practice.core.deposit(account, {
      asset: 'ETH',
      amount: amount('1.5'),
      address: '0xowner',
      network: 'ETH-ERC20',
      wallet: 'funding',
    });
    pause();
    const moves = (await readKind('transfers')) as SeenMove[];
    expect(
      moves.map(({ asset, amount: size, from, to, isOwn }) => [asset, formatDecimal(size), from, to, isOwn]),
    ).toEqual([
      ['BTC', '0.1', 'trading', 'trading account of another', 'no'],
      ['USDT', '600', 'trading', 'funding', 'unknown'],
      ['USDT', '20', 'funding', 'sub-account', 'no'],
    ]);
    expect(await read('withdrawals')).toMatchObject([
      { kind: 'withdrawal', id: inside.id, amount: amount('50'), fee: 0n, address: 'thief@example.com', state: 'done' },
      {
        kind: 'withdrawal',
        id: out.id,
        asset: 'USDT',
        amount: amount('100'),
        fee: amount('1'),
        from: 'funding',
        address: 'the-address-of-the-thief',
        network: 'USDT-TRC20',
        isOwn: 'no',
      },
    ]);
    expect(await read('deposits')).toMatchObject([
      { kind: 'deposit', asset: 'ETH', amount: amount('1.5'), address: '0xowner', network: 'ETH-ERC20', state: 'done' },
    ]);
    expect(
      (await read('funding ledger')).map((one) => one.what === 'flow' && [one.cause, formatDecimal(one.amount)]),
    ).toEqual([
      ['deposit', '1.5'],
      ['transfer', '-20'],
      ['withdrawal', '-50'],
      ['withdrawal', '-101'],
      ['transfer', '600'],
    ]);
    expect(await read('sub-accounts')).toEqual([{ what: 'sub-account', id: 'desk', label: 'desk' }]);
    const keys = await read('keys of sub-accounts');
    expect(keys).toEqual([{ what: 'key', id: expect.stringMatching(/^desk [0-9a-f]{12}$/), of: 'desk' }]);
    practice.mintKey({ exchange: 'okx', subAccount: 'desk', account: 'desk', label: 'other' });
    expect(await read('keys of sub-accounts')).toEqual(
      expect.arrayContaining([...keys, expect.objectContaining({ what: 'key', of: 'desk', label: 'other' })]),
    );
    expect(await openedBooks()).toEqual([]);
  });

  it('shows the same of what comes through the SDK', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
    const triggerPrice = String(share('ETH/USDT:USDT', 1.2));
    try {
      const [id, secret, pass] = [key.id, key.secret, key.passphrase!];
      const baseUrl = `${practice.url}/www.okx.com`;
      const sdk = new RestClient({ apiKey: id, apiSecret: secret, apiPass: pass, baseUrl });
      await sdk.submitOrder({
        instId: 'ETH-USDT',
        tdMode: 'cash',
        side: 'sell',
        ordType: 'market',
        sz: '0.5',
        clOrdId: 'sdk1',
      });
      await sdk.submitOrder({ instId: 'ETH-USDT-SWAP', tdMode: 'cross', side: 'sell', ordType: 'market', sz: '4' });
      await sdk.placeAlgoOrder({
        instId: 'ETH-USDT-SWAP',
        tdMode: 'cross',
        side: 'buy',
        ordType: 'trigger',
        sz: '4',
        triggerPx: triggerPrice,
        orderPx: String(share('ETH/USDT:USDT', 1.25)),
      });
      await sdk.fundsTransfer({ ccy: 'SOL', amt: '3', from: '18', to: '6' });
    } finally {
      vi.useRealTimers();
    }
    expect(await read('spot orders')).toMatchObject([
      { order: { clientOrderId: 'sdk1' }, side: 'sell', quantity: amount('0.5'), filled: amount('0.5'), isOpen: false },
    ]);
    expect(await read('swap orders')).toMatchObject([{ side: 'sell', quantity: amount('0.4'), filled: amount('0.4') }]);
    expect(await read('positions')).toMatchObject([{ symbol: 'ETH-USDT-SWAP', quantity: amount('-0.4') }]);
    const [trigger] = await openOrders();
    expect(trigger).toMatchObject({
      type: 'stop-limit',
      quantity: amount('0.4'),
      isProtective: false,
      order: { conditional: true },
    });
    expect(trigger?.trigger).toBe(amount(triggerPrice));
    expect(await readKind('transfers')).toMatchObject([
      { asset: 'SOL', amount: amount('3'), from: 'trading', to: 'funding' },
    ]);
    expect(await openedBooks()).toEqual([]);
  });

  it('names the conditional order behind an order that it has set off', async () => {
    const trigger = share('ETH/USDT', 1.0005);
    const stop = await bot.createOrder('ETH/USDT', 'limit', 'buy', 0.1, share('ETH/USDT', 1.1), {
      triggerPrice: trigger,
      clientOrderId: 'parent1',
    });
    for (let minute = 0; minute < 600 && (await openOrders()).length > 0; minute++) pause(600_000);
    const [child] = (await readFeed(feed('spot orders'), at(), send, context)) as SeenOrder[];
    expect(child?.parent?.orderId).toBe(stop.id);
    expect(child?.parent).toMatchObject({ conditional: true });
    expect(child).toMatchObject({ side: 'buy', isOpen: false, filled: amount('0.1') });
  });

  it('tells a liquidation from what anybody placed, and the books close over it', async () => {
    practice.core.setLeverage(account, practice.core.market('ETH/USDT:USDT')!, 20);
    let quantity = amount('100');
    // What will be is known here: the position stands against the first large move.
    const moveAfter = (quarters: number) =>
      Number(practice.core.priceAt('ETH/USDT:USDT', nowMs + (quarters * HOUR_MS) / 4)) /
        1e18 /
        priceOf('ETH/USDT:USDT') -
      1;
    const moveIn = (quarters: number) =>
      Array.from({ length: quarters }, (_, n) => moveAfter(n)).find((one) => Math.abs(one) > 0.06);
    while (moveIn(400) === undefined) pause(24 * HOUR_MS);
    const move = moveIn(400)!;
    const side = move > 0 ? 'sell' : 'buy';
    const isPlaced = () => {
      const request = { market: 'ETH/USDT:USDT', side, type: 'market', quantity } as const;
      return !('rejected' in practice.core.place(account, request));
    };
    while (!isPlaced()) quantity = floorTo(((quantity * 9n) / 10n) as Decimal, amount('0.1'));
    const isOver = () => account.positions.get('ETH/USDT:USDT')?.quantity === 0n;
    for (let quarter = 0; quarter < 600 && !isOver(); quarter++) {
      pause(HOUR_MS / 4);
      practice.core.now();
    }
    expect(isOver()).toBe(true);
    const [closed] = (await readFeed(feed('swap orders'), at(), send, context)) as SeenOrder[];
    expect(closed).toMatchObject({ bySystem: true, side: move > 0 ? 'buy' : 'sell', symbol: 'ETH-USDT-SWAP' });
    expect(closed?.order).not.toHaveProperty('clientOrderId');
    const causes = (await read('trading ledger')).map((one) => one.what === 'flow' && one.cause);
    expect(new Set(causes)).toEqual(new Set(['liquidation', 'trade']));
    expect(await openedBooks()).toEqual([]);
  });

  it('is forgotten as fast as at the exchange: what was cancelled without a fill after two hours', async () => {
    const order = await bot.createOrder('BTC/USDT', 'limit', 'buy', 0.01, share('BTC/USDT', 0.5));
    await bot.cancelOrder(order.id!, 'BTC/USDT');
    expect(await read('spot orders')).toHaveLength(1);
    pause(feed('spot orders').keptMs! + 1_000);
    expect(await read('spot orders')).toEqual([]);
  });

  it('shows an equity and the balance that is free', async () => {
    await bot.createOrder('BTC/USDT', 'limit', 'buy', 0.01, share('BTC/USDT', 0.5));
    const [equity] = await read('trading equity');
    expect(equity).toMatchObject({ what: 'equity', wallet: 'trading', currency: 'USD' });
    const usdt = (await read('trading balances')).find((one) => one.what === 'balance' && one.asset === 'USDT');
    expect(usdt).toMatchObject({ wallet: 'trading', total: before.get('trading USDT')! });
    expect(usdt?.what === 'balance' && usdt.free! < usdt.total).toBe(true);
  });
});

describe('long lists', () => {
  it('are followed over more than three pages, and told once and whole', async () => {
    const low = share('BTC/USDT', 0.3);
    for (let batch = 0; batch < 17; batch++) {
      await bot.createOrders(
        Array.from(
          { length: 20 },
          () => ({ symbol: 'BTC/USDT', type: 'limit', side: 'buy', amount: 0.0003, price: low }) as const,
        ),
      );
    }
    const open = await openOrders();
    expect(open).toHaveLength(340);
    expect(new Set(open.map(({ order }) => order.orderId)).size).toBe(340);
    await practice.core.cancelAll(account);
    expect((await read('spot orders')).map((one) => one.what === 'order' && one.order.orderId)).toEqual(
      open.map(({ order }) => order.orderId),
    );
  });

  it('of fills, bills and transfers close the books to the last digit', async () => {
    for (let turn = 0; turn < 330; turn++) {
      nowMs += turn % 3;
      practice.core.place(account, {
        market: 'BTC/USDT',
        side: turn % 2 ? 'sell' : 'buy',
        type: 'market',
        quantity: amount('0.00037'),
      });
      practice.core.transfer(account, { asset: 'USDT', amount: amount('0.123456'), from: 'spot', to: 'funding' });
    }
    practice.core.place(account, { market: 'ETH/USDT:USDT', side: 'buy', type: 'market', quantity: amount('1.2') });
    practice.core.place(account, { market: 'ETH/USDT:USDT', side: 'sell', type: 'market', quantity: amount('0.7') });
    expect(await read('fills')).toHaveLength(account.trades.length);
    expect(await read('funding ledger')).toHaveLength(330);
    expect(await read('trading transfers')).toHaveLength(330);
    expect(await openedBooks()).toEqual([]);
    const fills = (await read('fills')).filter((one) => one.what === 'fill' && one.kind === 'spot');
    const spot = changesOf(fills, { ...rules, ledger: [] });
    expect(spot.get('trading BTC')).toBe(
      (account.wallets.spot.get('BTC')!.free - before.get('trading BTC')!) as Decimal,
    );
  });

  it('that are full in one millisecond are cut', async () => {
    for (let turn = 0; turn < 100; turn++) {
      practice.core.transfer(account, { asset: 'USDT', amount: amount('1'), from: 'spot', to: 'funding' });
    }
    const one = feed('funding ledger');
    const call = one.call({ environment: 'live', fromMs: nowMs, toMs: nowMs });
    const page = await readPage(one, call, send, context);
    expect(page.records).toHaveLength(100);
    expect(page.isCut).toBe(true);
    expect(page.more).toBeUndefined();
  });

  it('hold what happened at both ends of the time asked for, and nothing far from them', async () => {
    for (let second = 0; second < 5; second++) {
      practice.core.transfer(account, { asset: 'USDT', amount: amount('1'), from: 'spot', to: 'funding' });
      practice.core.place(account, { market: 'BTC/USDT', side: 'buy', type: 'market', quantity: amount('0.001') });
      nowMs += 1_000;
    }
    const times = account.trades.map(({ atMs }) => atMs);
    const span = { environment: 'live', fromMs: times[1]!, toMs: times[3]! } as const;
    for (const name of ['funding ledger', 'fills', 'trading transfers']) {
      expect(await readFeed(feed(name), span, send, context), name).toHaveLength(3);
    }
  });
});

describe('a feed that is not answered', () => {
  it.each(watch.feeds.map((one) => [one.name, one] as const))('is unclear, never empty: %s', async (_name, one) => {
    const call = one.call(at());
    expect(one.read(call, 200, '{"code":"0","data":[],"msg":""}', context)).toBeDefined();
    const off = practice.faults.set({ kind: 'server-error', exchange: 'okx', times: 1 });
    const failed = await send(call);
    off();
    expect(one.read(call, failed.status, failed.body, context)).toMatchObject({ unclear: true });
    const limited = practice.faults.set({ kind: 'rate-limit', exchange: 'okx', times: 1 });
    const refused = await send(call);
    limited();
    expect(one.read(call, refused.status, refused.body, context)).toMatchObject({ unclear: true, cause: 'rate' });
    const whole = await send(call);
    expect(one.read(call, 200, whole.body.slice(0, -2), context)).toMatchObject({ unclear: true });
    expect(one.read(call, 502, whole.body, context)).toMatchObject({ unclear: true });
  });

  it('is empty for good where a key of a sub-account asks for sub-accounts, and unclear in every other list', async () => {
    const desk = senderOf(practice.mintKey({ exchange: 'okx', subAccount: 'desk', account: 'desk' }));
    const call = feed('sub-accounts').call(at());
    const { status, body } = await desk(call);
    expect(body).toContain('59500');
    for (const name of ['sub-accounts', 'keys of sub-accounts'])
      expect(feed(name).read(call, status, body, context)).toEqual({ records: [] });
    expect(feed('fills').read(feed('fills').call(at()), status, body, context)).toMatchObject({ cause: 'permission' });
  });
});

describe('closing', () => {
  const outcomesOf = async (call: Call, by = senderOf(key)): Promise<readonly IntentOutcome[]> => {
    const { status, body } = await by(call);
    return exchange.account.outcomes(call, status, body);
  };
  const instrument = (market: string): Instrument => listed.find((one) => one.market === market)!;
  let made = 0;
  const order = (market: string, rest: Partial<ClosingOrder>): ClosingOrder => ({
    instrument: instrument(market),
    side: 'sell',
    quantity: amount('0.01'),
    reduceOnly: false,
    clientOrderId: `kwclose${++made}`,
    ...rest,
  });
  const codeOf = async (call: Call): Promise<string | undefined> => {
    const [outcome] = await outcomesOf(call);
    return outcome?.kind === 'rejected' ? outcome.code : undefined;
  };

  async function fill(): Promise<void> {
    const low = { 'BTC/USDT': 0.4, 'ETH/USDT': 0.4, 'SOL/USDT': 0.4, 'BTC/USDT:USDT': 0.5 };
    const size = { 'BTC/USDT': 0.001, 'ETH/USDT': 0.01, 'SOL/USDT': 0.1, 'BTC/USDT:USDT': 0.5 };
    for (const market of Object.keys(low) as (keyof typeof low)[]) {
      const price = share(market, low[market]);
      await bot.createOrders(
        Array.from(
          { length: 6 },
          () => ({ symbol: market, type: 'limit', side: 'buy', amount: size[market], price }) as const,
        ),
      );
    }
    await bot.createOrder('BTC/USDT:USDT', 'market', 'buy', 3);
    await bot.createOrder('ETH/USDT:USDT', 'market', 'sell', 7);
    for (let turn = 0; turn < 12; turn++) {
      const [market, side, factor] = turn % 2 ? ['BTC/USDT:USDT', 'sell', 0.7] : ['ETH/USDT:USDT', 'buy', 1.4];
      const stop = { stopLossPrice: share(String(market), Number(factor)), reduceOnly: true };
      await bot.createOrder(String(market), 'market', side as 'buy', 1, undefined, stop);
    }
    pause();
  }

  it('leaves no order, no position and no more than dust', async () => {
    await fill();
    const open = await openOrders();
    expect(open).toHaveLength(36);
    const calls = closing.cancelAll(open, 'live');
    expect(calls.map(({ path }) => path.split('/').at(-1))).toEqual([
      'cancel-batch-orders',
      'cancel-batch-orders',
      'cancel-algos',
      'cancel-algos',
    ]);
    for (const call of calls) {
      expect((await outcomesOf(call)).map(({ kind }) => kind)).toEqual(call.intents.map(() => 'accepted'));
    }
    expect(await openOrders()).toEqual([]);

    const positions = await read('positions');
    expect(positions).toHaveLength(2);
    for (const one of positions) {
      if (one.what !== 'position') continue;
      const size = (one.quantity < 0n ? -one.quantity : one.quantity) as Decimal;
      const side = one.quantity < 0n ? 'buy' : 'sell';
      const rest = { side, quantity: size, reduceOnly: true, ...(one.mode ? { mode: one.mode } : {}) } as const;
      expect(await outcomesOf(closing.place(order(one.market!, rest), 'live'))).toMatchObject([{ kind: 'accepted' }]);
    }
    expect(await read('positions')).toEqual([]);

    for (const held of await read('trading balances')) {
      if (
        held.what !== 'balance' ||
        held.asset === 'USDT' ||
        !listed.some((one) => one.market === `${held.asset}/USDT`)
      )
        continue;
      const step = instrument(`${held.asset}/USDT`).step!;
      const sold = closing.place(order(`${held.asset}/USDT`, { quantity: floorTo(held.free!, step) }), 'live');
      expect(await outcomesOf(sold)).toMatchObject([{ kind: 'accepted' }]);
    }
    const left = (await read('trading balances')).filter((one) => one.what === 'balance' && one.total > 0n);
    for (const one of left) {
      if (one.what !== 'balance' || ['USDT', 'USD', 'EUR'].includes(one.asset)) continue;
      expect(one.total < instrument(`${one.asset}/USDT`).step!, one.asset).toBe(true);
    }
    expect(await openedBooks()).toEqual([]);
  });

  it('cancels one by one what is left, in both books, and says of what is gone that it is', async () => {
    await fill();
    const open = await openOrders();
    const [plain, conditional] = [
      open.find((one) => !one.order.conditional)!,
      open.find((one) => one.order.conditional)!,
    ];
    for (const one of [plain, conditional]) {
      expect(await outcomesOf(closing.cancel(one, 'live'))).toEqual([{ kind: 'accepted' }]);
      expect(await codeOf(closing.cancel(one, 'live'))).toBe('51400');
    }
    expect(await openOrders()).toHaveLength(34);
  });

  it('closes whole positions, and takes limits that fill at once', async () => {
    await fill();
    const whole = closing.closePosition!(order('BTC/USDT:USDT', { mode: 'cross' }), 'live');
    expect(await outcomesOf(whole)).toMatchObject([{ kind: 'accepted' }]);
    const limit = amount(String(share('ETH/USDT:USDT', 1.02)));
    const bought = order('ETH/USDT:USDT', { side: 'buy', quantity: amount('0.7'), limit, reduceOnly: true });
    expect(await outcomesOf(closing.place(bought, 'live'))).toMatchObject([{ kind: 'accepted' }]);
    expect(await read('positions')).toEqual([]);
    const passed = order('ETH/USDT', { quantity: amount('1'), limit: amount(String(share('ETH/USDT', 1.2))) });
    await outcomesOf(closing.place(passed, 'live'));
    expect((await openOrders()).some(({ symbol, side }) => symbol === 'ETH-USDT' && side === 'sell')).toBe(false);
  });

  it('rests an order for a drill, which the feeds show and which is cancelled', async () => {
    const limit = amount(String(share('BTC/USDT', 0.5)));
    const drill = order('BTC/USDT', { side: 'buy', limit, rests: true, quantity: amount('0.001') });
    expect(await outcomesOf(closing.place(drill, 'live'))).toMatchObject([{ kind: 'accepted' }]);
    const [resting] = await openOrders();
    expect(resting).toMatchObject({ order: { clientOrderId: drill.clientOrderId }, type: 'limit', price: limit });
    expect(await outcomesOf(closing.cancel(resting!, 'live'))).toEqual([{ kind: 'accepted' }]);
    expect(await openOrders()).toEqual([]);
  });

  it('knows what a rejection means', async () => {
    const { band, dust, nothingToReduce, insufficient } = closing.rejections;
    const far = order('BTC/USDT', { limit: amount(String(share('BTC/USDT', 0.01))) });
    expect(band).toContain(await codeOf(closing.place(far, 'live')));
    expect(dust).toContain(await codeOf(closing.place(order('BTC/USDT', { quantity: amount('0.00001') }), 'live')));
    const none = order('BTC/USDT:USDT', { reduceOnly: true });
    expect(nothingToReduce).toContain(await codeOf(closing.place(none, 'live')));
    expect(nothingToReduce).toContain(await codeOf(closing.closePosition!(none, 'live')));
    expect(insufficient).toContain(await codeOf(closing.place(order('BTC/USDT', { quantity: amount('7') }), 'live')));
  });

  it('has a timer that cancels the plain orders unless it is set again, and that can be stopped', async () => {
    await fill();
    const arm = async (ms: number) => {
      for (const call of closing.deadMan!.arm(ms, [], 'live')) {
        expect(await outcomesOf(call)).toMatchObject([{ kind: 'accepted' }]);
      }
    };
    await arm(10_000);
    pause(7_000);
    await arm(10_000);
    pause(7_000);
    expect((await read('open orders')).length).toBe(24);
    await arm(0);
    pause(130_000);
    expect((await read('open orders')).length).toBe(24);
    await arm(closing.deadMan!.minMs);
    pause(10_000);
    expect(await read('open orders')).toEqual([]);
    expect(await read('stops open orders')).toHaveLength(12);
  });
});

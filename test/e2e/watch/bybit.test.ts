import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from '../../../src/core/index.ts';
import type { Seen, SeenBalance, SeenFlow, SeenMove, SeenOrder } from '../../../src/exchanges/watch.ts';
import { type MintedKey, type Practice, startPractice } from '../../../src/practice/index.ts';
import { changesOf, openBooks, sheetOf } from './books.ts';
import { BybitScene, bybit, HOUR_MS, watch } from './bybit-scene.ts';

const clock = { nowMs: 1_790_000_000_000 };
const decimal = (text: string) => parseDecimal(text)!;
let practice: Practice;

beforeAll(async () => {
  practice = await startPractice({
    port: 0,
    seed: 'watch bybit',
    clock: { nowMs: () => clock.nowMs, monotonicMs: () => clock.nowMs },
  });
});
afterAll(() => practice.stop());

const rules = { ledger: ['unified', 'funding'], walletOf: () => 'unified' };

async function sheet(scene: BybitScene) {
  return sheetOf(await scene.readKind('balances'));
}

async function books(scene: BybitScene, opening: Awaited<ReturnType<typeof sheet>>): Promise<string[]> {
  const closing = await sheet(scene);
  return openBooks(opening, changesOf(await scene.readKind('ledger'), rules), closing);
}

const plain = (records: readonly Seen[]): unknown =>
  JSON.parse(
    JSON.stringify(records, (_, value) => (typeof value === 'bigint' ? formatDecimal(value as never) : value)),
  );

describe('an honest bot', () => {
  let scene: BybitScene;
  let opening: Awaited<ReturnType<typeof sheet>>;

  beforeAll(async () => {
    scene = await BybitScene.open(practice, clock, 'honest');
    opening = await sheet(scene);
  });

  it('is seen to rest orders of every kind', async () => {
    const client = scene.client();
    const price = Math.floor((await client.fetchTicker('SOL/USDT')).last!);
    const limit = await client.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 50_000, { clientOrderId: 'mine-1' });
    await client.createOrder('SOL/USDT', 'limit', 'sell', 1, Math.floor(price * 0.5), {
      triggerPrice: Math.floor(price * 0.6),
    });
    scene.later();
    await client.privatePostV5OrderCreate({
      category: 'spot',
      symbol: 'SOLUSDT',
      side: 'Sell',
      orderType: 'Market',
      qty: '2',
      orderFilter: 'tpslOrder',
      triggerPrice: String(price * 2),
      orderLinkId: 'target',
    });
    await client.createOrder('ETH/USDT:USDT', 'market', 'buy', 0.1);
    await client.createOrder('ETH/USDT:USDT', 'market', 'sell', 0.1, undefined, {
      triggerPrice: 1_000,
      triggerDirection: 'below',
      reduceOnly: true,
    });
    const spot = await scene.read('spot open orders');
    expect(plain(spot)).toMatchObject([
      {
        order: { clientOrderId: 'target' },
        type: 'take-profit',
        side: 'sell',
        quantity: '2',
        isProtective: true,
        isOpen: true,
      },
      { market: 'SOL/USDT', type: 'stop-limit', price: String(Math.floor(price * 0.5)), isProtective: true },
      {
        what: 'order',
        order: { orderId: limit.id, clientOrderId: 'mine-1' },
        symbol: 'BTCUSDT',
        kind: 'spot',
        market: 'BTC/USDT',
        side: 'buy',
        type: 'limit',
        quantity: '0.01',
        filled: '0',
        price: '50000',
        reduceOnly: false,
        isProtective: false,
        isOpen: true,
        createdMs: expect.any(Number),
        updatedMs: expect.any(Number),
      },
    ]);
    const linear = (await scene.read('linear USDT open orders')) as SeenOrder[];
    expect(plain(linear)).toMatchObject([
      { market: 'ETH/USDT:USDT', type: 'stop', trigger: '1000', reduceOnly: true, isProtective: true },
    ]);
    expect(linear[0]?.order.orderId).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['linear USDC open orders', 'inverse open orders', 'option open orders']) {
      expect(await scene.read(name)).toEqual([]);
    }
  });

  it('is seen to trade, with fees in the coin that pays them', async () => {
    const client = scene.client();
    const byBase = await client.createOrder('ETH/USDT', 'market', 'buy', 0.5);
    await client.createMarketBuyOrderWithCost('ETH/USDT', 100);
    await client.createOrder('ETH/USDT', 'market', 'sell', 0.2);
    await client.createOrder('ETH/USDT:USDT', 'market', 'sell', 0.05, undefined, { reduceOnly: true });
    const fills = await scene.read('spot fills');
    const own = fills.filter((one) => one.what === 'fill' && one.order.orderId === byBase.id);
    expect(plain(own)).toMatchObject([
      { market: 'ETH/USDT', side: 'buy', quantity: '0.5', fee: '0.0005', feeAsset: 'ETH', atMs: expect.any(Number) },
    ]);
    expect(plain(await scene.read('linear fills'))).toMatchObject([
      { market: 'ETH/USDT:USDT', side: 'sell', quantity: '0.05', feeAsset: 'USDT' },
      { market: 'ETH/USDT:USDT', side: 'buy', quantity: '0.1', feeAsset: 'USDT' },
    ]);
    const orders = (await scene.read('spot orders')) as SeenOrder[];
    expect(orders.map(({ isOpen, type }) => [isOpen, type])).toEqual(Array(3).fill([false, 'market']));
    expect(plain(await scene.read('linear USDT positions'))).toMatchObject([
      { symbol: 'ETHUSDT', kind: 'linear', market: 'ETH/USDT:USDT', quantity: '0.05', entry: expect.any(String) },
    ]);
    const [worth] = await scene.read('unified equity');
    expect(worth?.what === 'equity' && worth.amount > decimal('15000')).toBe(true);
  });

  it('is seen to move, to withdraw and to be paid in', async () => {
    const client = scene.client();
    await client.transfer('USDT', 25.5, 'unified', 'funding');
    await client.withdraw('USDT', 50, 'an-address', undefined, { network: 'TRC20' });
    await client.withdraw('USDT', 7, '118027305', undefined, {
      network: 'TRC20',
      accountType: 'FUND',
      forceChain: 2,
    });
    practice.core.deposit(scene.account, {
      asset: 'SOL',
      amount: decimal('3.25'),
      address: 'own',
      network: 'SOL',
      wallet: 'funding',
    });
    practice.core.deposit(scene.account, { asset: 'USDT', amount: decimal('11'), address: 'own' });
    expect(plain(await scene.read('own transfers'))).toMatchObject([
      { kind: 'transfer', asset: 'USDT', amount: '25.5', from: 'unified', to: 'funding', isOwn: 'yes', state: 'done' },
    ]);
    expect(plain(await scene.read('withdrawals'))).toMatchObject([
      { asset: 'USDT', amount: '7', address: '118027305', isOwn: 'no', state: 'done', fee: '0' },
      { asset: 'USDT', amount: '49', fee: '1', address: 'an-address', network: 'TRX', isOwn: 'no', state: 'done' },
    ]);
    expect(plain(await scene.read('deposits'))).toMatchObject([
      { kind: 'deposit', asset: 'SOL', amount: '3.25', network: 'SOL', state: 'done' },
    ]);
    expect(plain(await scene.read('internal deposits'))).toMatchObject([
      { kind: 'deposit', asset: 'USDT', amount: '11', from: '118027304', state: 'done' },
    ]);
    const words = ((await scene.read('funding ledger')) as SeenFlow[]).map(({ cause }) => cause);
    expect(new Set(words)).toEqual(new Set(['deposit', 'withdrawal', 'transfer']));
  });

  it('leaves books that close to the last digit, in both wallets', async () => {
    const flows = (await scene.readKind('ledger')) as SeenFlow[];
    expect(new Set(flows.map(({ id, asset, wallet }) => `${wallet} ${asset} ${id}`)).size).toBe(flows.length);
    expect(flows.map(({ cause }) => cause)).toContain('trade');
    expect(await books(scene, opening)).toEqual([]);
  });

  it('is told by fills as by the ledger', async () => {
    const fills = (await scene.read('spot fills')).filter((one) => one.what === 'fill');
    const traded = new Set(((await scene.read('unified ledger')) as SeenFlow[]).map(({ tradeId }) => tradeId));
    expect(fills.length).toBeGreaterThan(2);
    for (const { id } of fills) expect(traded).toContain(id);
    const changes = changesOf(fills, { ledger: [], walletOf: () => 'unified' });
    const lines = changesOf(
      ((await scene.read('unified ledger')) as SeenFlow[]).filter(({ asset }) => asset === 'ETH'),
      rules,
    );
    expect(changes.get('unified ETH')).toBe(lines.get('unified ETH'));
  });
});

describe('a thief', () => {
  let scene: BybitScene;
  let opening: Awaited<ReturnType<typeof sheet>>;
  let sub: MintedKey;

  beforeAll(async () => {
    scene = await BybitScene.open(practice, clock, 'robbed');
    sub = practice.mintKey({ exchange: 'bybit', account: 'sub-900', subAccount: '900900900', permissions: {} });
    const client = scene.client();
    opening = await sheet(scene);
    await client.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.01);
    await client.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.01, undefined, {
      triggerPrice: 10_000,
      triggerDirection: 'below',
      reduceOnly: true,
    });
  });

  it('who buys a coin is seen in the balances, the fills and the ledger', async () => {
    const from = scene.nowMs;
    await scene.client().createMarketBuyOrderWithCost('PUMP/USDT', 100);
    const balances = (await scene.read('unified balances')) as SeenBalance[];
    const pump = balances.find(({ asset }) => asset === 'PUMP');
    expect(pump && pump.total > decimal('1000')).toBe(true);
    const bought = (await scene.read('spot fills')).filter((one) => one.what === 'fill' && one.symbol === 'PUMPUSDT');
    expect(bought.length).toBeGreaterThan(0);
    const flows = ((await scene.read('unified ledger')) as SeenFlow[]).filter(({ atMs }) => atMs >= from - 5_000);
    expect(new Set(flows.filter(({ symbol }) => symbol === 'PUMPUSDT').map(({ asset }) => asset))).toEqual(
      new Set(['PUMP', 'USDT']),
    );
  });

  it('who cancels a stop leaves a list without it, and a closed order', async () => {
    expect((await scene.readKind('open-orders')).length).toBe(1);
    await scene.client().cancelAllOrders('BTC/USDT:USDT');
    expect(await scene.readKind('open-orders')).toEqual([]);
    expect(plain(await scene.read('linear orders'))).toMatchObject([
      { type: 'stop', isProtective: true, isOpen: false },
      { type: 'market', isOpen: false },
    ]);
  });

  it('who moves and withdraws is seen with the address in full, and the books still close', async () => {
    const client = scene.client();
    await client.transfer('USDT', 500, 'unified', 'funding');
    await client.withdraw('USDT', 400, 'T-the-address-of-the-thief', undefined, {
      network: 'TRC20',
      accountType: 'FUND',
    });
    await client.withdraw('BTC', 0.2, 'bc1-the-address-of-the-thief', undefined, {
      network: 'BTC',
      accountType: 'UTA',
    });
    scene.later(20_000);
    const member = async (key: MintedKey) => (await scene.client(key).privateGetV5UserQueryApi()).result.userID;
    await client.privatePostV5AssetTransferUniversalTransfer({
      transferId: '42c0cfb0-6bca-4242-8c76-4e6df6cbab17',
      coin: 'USDT',
      amount: '33',
      fromMemberId: Number(await member(scene.key)),
      toMemberId: Number(await member(sub)),
      fromAccountType: 'UNIFIED',
      toAccountType: 'UNIFIED',
    });
    const gone = (await scene.readKind('withdrawals')) as SeenMove[];
    expect(gone.map(({ address, asset }) => [asset, address])).toEqual([
      ['BTC', 'bc1-the-address-of-the-thief'],
      ['USDT', 'T-the-address-of-the-thief'],
    ]);
    expect(plain(await scene.read('sub-account transfers'))).toMatchObject([
      { asset: 'USDT', amount: '33', isOwn: 'unknown', to: '900900900/UNIFIED' },
    ]);
    expect(await scene.read('sub-accounts')).toEqual([{ what: 'sub-account', id: '900900900', label: 'sub900900900' }]);
    expect(await books(scene, opening)).toEqual([]);
  });

  it('is seen by a key that only reads, but for what needs a right to transfer', async () => {
    const reader = practice.mintKey({ exchange: 'bybit', account: 'robbed' });
    for (const { name } of watch.feeds) {
      if (name.startsWith('sub-account')) await expect(scene.read(name, reader)).rejects.toThrow(/permission/);
      else await scene.read(name, reader);
    }
  });

  it('does not hide behind a sub-account: its withdrawals are unclear there', async () => {
    await expect(scene.read('withdrawals', sub)).rejects.toThrow(/permission/);
  });
});

describe('long lists', () => {
  let scene: BybitScene;
  let opening: Awaited<ReturnType<typeof sheet>>;

  beforeAll(async () => {
    scene = await BybitScene.open(practice, clock, 'busy', { spot: { USDT: '100000000', BTC: '1' } });
    opening = await sheet(scene);
  });

  it('are followed over more than three pages, each record once', async () => {
    const client = scene.client();
    await client.loadMarkets();
    for (let batch = 0; batch < 17; batch++) {
      scene.later();
      await client.createOrders(
        Array.from({ length: 10 }, (_, item) => ({
          symbol: 'ETH/USDT',
          type: 'limit',
          side: 'buy',
          amount: 0.1,
          price: 1_000 + batch * 10 + item,
        })) as never,
      );
    }
    for (let sweep = 0; sweep < 4; sweep++) {
      scene.later(2_000);
      await client.createOrder('BTC/USDT', 'market', sweep % 2 === 0 ? 'buy' : 'sell', 36);
    }
    const mark = practice.mark();
    const open = (await scene.read('spot open orders')) as SeenOrder[];
    expect(new Set(open.map(({ order }) => order.orderId)).size).toBe(170);
    expect(practice.received(mark)).toHaveLength(4);
    const fills = await scene.read('spot fills');
    expect(fills.length).toBeGreaterThan(300);
    expect(await books(scene, opening)).toEqual([]);
    expect(practice.received(mark).length).toBeGreaterThan(12);
  });

  it('that grow meanwhile lose nothing', async () => {
    const feed = scene.feed('unified ledger');
    const before = await scene.read(feed.name);
    const call = feed.call({ environment: 'live', fromMs: scene.startMs - HOUR_MS, toMs: scene.nowMs + HOUR_MS });
    const first = feed.read(call, 200, (await scene.send(call)).body, scene.context);
    if ('unclear' in first) throw new Error(first.message);
    await scene.client().createOrder('BTC/USDT', 'market', 'buy', 1);
    const seen = [...first.records] as SeenFlow[];
    for (let page = first; page.more; ) {
      scene.later();
      const next = feed.read(page.more, 200, (await scene.send(page.more)).body, scene.context);
      if ('unclear' in next) throw new Error(next.message);
      seen.push(...(next.records as SeenFlow[]));
      page = next;
    }
    const ids = new Set(seen.map(({ id }) => id));
    for (const one of before as SeenFlow[]) expect(ids).toContain(one.id);
  });

  it('that are cut on the way are unclear, not short', async () => {
    const feed = scene.feed('spot open orders');
    const call = feed.call({ environment: 'live', fromMs: 0, toMs: 0 });
    const { body } = await scene.send(call);
    for (const length of [body.length - 1, body.length >> 1, 1, 0]) {
      expect(feed.read(call, 200, body.slice(0, length), scene.context)).toMatchObject({ unclear: true });
    }
  });
});

describe('a call that fails', () => {
  let scene: BybitScene;
  beforeAll(async () => {
    scene = await BybitScene.open(practice, clock, 'failing');
  });

  it('is unclear in every feed: the exchange is down, counts too many, or does not know the key', async () => {
    const at = { environment: 'live', fromMs: scene.startMs, toMs: scene.nowMs } as const;
    const stranger = { ...scene.key, secret: 'x'.repeat(36) };
    for (const feed of watch.feeds) {
      scene.later();
      const call = feed.call(at);
      const off = practice.faults.set({ kind: 'server-error', exchange: 'bybit', path: call.path });
      const down = await scene.send(call);
      off();
      expect(feed.read(call, down.status, down.body, scene.context)).toMatchObject({ unclear: true });
      const stop = practice.faults.set({ kind: 'rate-limit', exchange: 'bybit', path: call.path });
      const many = await scene.send(call);
      stop();
      expect(feed.read(call, many.status, many.body, scene.context)).toMatchObject({ unclear: true, cause: 'rate' });
      const wrong = await scene.send(call, stranger);
      expect(feed.read(call, wrong.status, wrong.body, scene.context)).toMatchObject({
        unclear: true,
        cause: 'signature',
      });
    }
  });

  it('is unclear when its window is longer than the feed says, and clear when it is as long', async () => {
    for (const feed of watch.feeds.filter(({ windowMs }) => windowMs !== undefined)) {
      scene.later();
      if (feed.name === 'sub-account transfers') continue;
      const toMs = scene.nowMs;
      const long = feed.call({ environment: 'live', fromMs: toMs - feed.windowMs! - 3_000, toMs });
      const { status, body } = await scene.send(long);
      expect(feed.read(long, status, body, scene.context), feed.name).toMatchObject({ unclear: true });
      const right = feed.call({ environment: 'live', fromMs: toMs - feed.windowMs!, toMs });
      const answer = await scene.send(right);
      expect(feed.read(right, answer.status, answer.body, scene.context), feed.name).toHaveProperty('records');
    }
  });

  it('is known to the facts as a read', () => {
    for (const feed of watch.feeds) {
      const { endpoint } = feed.call({ environment: 'live', fromMs: 0, toMs: 1 });
      expect(bybit.facts.endpoints).toContain(endpoint);
      expect(endpoint.class).toBe('read');
    }
  });
});

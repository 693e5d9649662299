import { USDMClient } from 'binance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/core/index.ts';
import type { SeenOrder } from '../../../src/exchanges/watch.ts';
import { amount, BinanceScene, watch } from './binance-scene.ts';
import { readPage } from './books.ts';

let scene: BinanceScene;
beforeEach(async () => {
  scene = await BinanceScene.open();
});
afterEach(() => scene.close());

/** A day of an honest bot: both books, all wallets, orders that fill, rest and wait. */
async function honestDay(): Promise<void> {
  const [spot, futures] = [scene.spot(), scene.futures()];
  await spot.createOrder('ETH/USDT', 'market', 'buy', 0.3333);
  await spot.createMarketBuyOrderWithCost('SOL/USDT', 123.45);
  scene.pass();
  await spot.createOrder('BTC/USDT', 'market', 'sell', 0.01234);
  await spot.createOrder('ETH/USDT', 'limit', 'buy', 0.1, 1500);
  await spot.createOrder('BTC/USDT', 'limit', 'sell', 0.1, 40_000, { stopLossPrice: 41_000, clientOrderId: 'stop-1' });
  await futures.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.011);
  await futures.createOrder('ETH/USDT:USDT', 'market', 'sell', 0.5);
  scene.pass();
  await futures.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.004, undefined, { reduceOnly: true });
  await futures.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.002, 40_000);
  await futures.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.007, undefined, {
    stopLossPrice: 40_000,
    reduceOnly: true,
    clientOrderId: 'stop-2',
  });
  await spot.transfer('USDT', 250, 'spot', 'future');
  await spot.transfer('USDT', 12.5, 'future', 'spot');
  await spot.transfer('BTC', 0.05, 'spot', 'funding');
  await spot.withdraw('USDT', 100, 'an-address', undefined, { network: 'TRX' });
  scene.practice.core.deposit(scene.account, { asset: 'EUR', amount: amount('77.7'), address: 'ours', network: 'ETF' });
  scene.pass();
}

describe('what a Binance account shows', () => {
  it('closes the books of every wallet and asset, to the last digit', async () => {
    await honestDay();
    expect(await scene.openBooks()).toEqual([]);
    scene.account.wallets.spot.get('USDT')!.free = amount('1');
    expect(await scene.openBooks()).toEqual([expect.stringMatching(/^spot USDT: /)]);
  });

  it('is read from every feed without a gap', async () => {
    await honestDay();
    for (const feed of watch.feeds) {
      scene.pass();
      const market =
        feed.reach === 'account' ? undefined : feed.reach.markets === 'spot' ? 'BTC/USDT' : 'BTC/USDT:USDT';
      await expect(scene.read(feed.name, market), feed.name).resolves.toBeInstanceOf(Array);
    }
  });

  it('tells orders in the book that they stand in, with what protects', async () => {
    await honestDay();
    const spot = await scene.seen('order', 'spot open orders');
    expect(spot).toHaveLength(2);
    expect(spot.find(({ market }) => market === 'BTC/USDT')).toMatchObject({
      symbol: 'BTCUSDT',
      kind: 'spot',
      side: 'sell',
      type: 'stop-limit',
      quantity: amount('0.1'),
      filled: 0n,
      price: amount('40000'),
      trigger: amount('41000'),
      order: { clientOrderId: 'stop-1' },
      reduceOnly: false,
      isProtective: true,
      isOpen: true,
    });
    expect(spot.find(({ market }) => market === 'ETH/USDT')).toMatchObject({ type: 'limit', isProtective: false });
    const [waiting, ...others] = await scene.seen('order', 'USD-M conditional open orders');
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({
      market: 'BTC/USDT:USDT',
      kind: 'linear',
      side: 'sell',
      type: 'stop',
      quantity: amount('0.007'),
      trigger: amount('40000'),
      order: { clientOrderId: 'stop-2', conditional: true },
      reduceOnly: true,
      isProtective: true,
    });
    const plain = await scene.seen('order', 'USD-M open orders');
    expect(plain).toMatchObject([{ market: 'BTC/USDT:USDT', type: 'limit', side: 'buy', isProtective: false }]);
    const history = await scene.seen('order', 'USD-M orders', 'BTC/USDT:USDT');
    expect(history.map(({ isOpen }) => isOpen)).toEqual([false, false, true]);
  });

  it('tells positions signed, fills with their fees, and what wallets are worth', async () => {
    await honestDay();
    const positions = await scene.seen('position', 'USD-M positions');
    expect(Object.fromEntries(positions.map(({ market, quantity }) => [market, formatDecimal(quantity)]))).toEqual({
      'BTC/USDT:USDT': '0.007',
      'ETH/USDT:USDT': '-0.5',
    });
    const fills = await scene.seen('fill', 'spot fills', 'ETH/USDT');
    expect(fills.every(({ side, feeAsset }) => side === 'buy' && feeAsset === 'ETH')).toBe(true);
    expect(formatDecimal(fills.reduce((sum, { fee }) => sum + fee!, 0n) as (typeof fills)[0]['quantity'])).toBe(
      '0.0003333',
    );
    const worth = await scene.seen('equity', 'worth of all wallets');
    expect(worth.map(({ wallet }) => wallet)).toEqual(['spot', 'funding', 'futures']);
    const [equity] = await scene.seen('equity', 'USD-M equity');
    expect(equity?.amount).toBe(worth[2]?.amount);
  });

  it('ties a plain order to the conditional one that set it off, and tells the orders of the exchange itself', async () => {
    const sdk = new USDMClient(
      { api_key: scene.key.id, api_secret: scene.key.secret, baseUrl: `${scene.practice.url}/fapi.binance.com` },
      {},
    );
    sdk.setTimeOffset(scene.nowMs - Date.now());
    await sdk.submitNewOrder({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: 0.05 });
    const price = Number(formatDecimal(scene.practice.core.price('BTC/USDT:USDT')));
    await scene.futures().createOrder('BTC/USDT:USDT', 'market', 'sell', 0.01, undefined, {
      stopLossPrice: Math.floor(price * 0.9999),
      reduceOnly: true,
    });
    for (let i = 0; i < 2_000 && scene.practice.core.openOrders(scene.account).length > 0; i++) scene.pass(10_000);
    const orders = await scene.seen('order', 'USD-M conditional orders', 'BTC/USDT:USDT');
    const [parent, child] = orders as [SeenOrder, SeenOrder];
    expect(parent).toMatchObject({ isOpen: false, order: { conditional: true } });
    expect(child.parent).toEqual(parent.order);
    scene.account.wallets.futures.get('USDT')!.free = amount('0.01');
    for (let i = 0; i < 2_000 && scene.account.positions.get('BTC/USDT:USDT')!.quantity !== 0n; i++) scene.pass(10_000);
    const forced = await scene.seen('order', 'USD-M forced orders');
    expect(forced).toMatchObject([{ bySystem: true, side: 'sell', market: 'BTC/USDT:USDT' }]);
    expect(forced[0]!.order.clientOrderId!.startsWith(watch.ids[0]!.prefix)).toBe(true);
  });
});

describe('a thief', () => {
  it('shows in the feeds that are read within 8 s: balances, open orders, withdrawals', async () => {
    await honestDay();
    const before = await scene.seen('order', 'spot open orders');
    const theft = await scene.practice.thief(scene.key);
    expect(theft.worked).toEqual(['probe', 'withdraw', 'buy', 'cancel', 'transfer']);
    scene.pass(7_500);
    const balances = await scene.seen('balance', 'spot balances');
    expect(balances.find(({ asset }) => asset === 'PUMP')!.total).toBeGreaterThan(0n);
    expect(before).toHaveLength(2);
    expect(await scene.seen('order', 'spot open orders')).toEqual([]);
    expect(await scene.seen('order', 'USD-M conditional open orders')).toEqual([]);
    const [last] = await scene.seen('move', 'withdrawals');
    expect(last).toMatchObject({
      kind: 'withdrawal',
      asset: 'USDT',
      fee: amount('1'),
      from: 'spot',
      address: 'the-address-of-the-thief',
      network: 'TRX',
      isOwn: 'no',
      state: 'done',
    });
    const moved = await scene.seen('move', 'transfers from spot to futures');
    expect(moved[0]).toMatchObject({ asset: 'USDT', amount: amount('100'), isOwn: 'yes' });
    for (const name of ['spot balances', 'spot open orders', 'USD-M balances', 'USD-M positions', 'withdrawals'])
      expect(scene.feed(name).everyMs).toBeLessThan(8_000);
    expect(await scene.openBooks()).toEqual([]);
  });

  it('shows when value goes to another account, at both ends, and when an address is listed', async () => {
    const other = scene.mint({ account: 'other' });
    const { core } = scene.practice;
    core.transfer(scene.account, {
      asset: 'BTC',
      amount: amount('0.1'),
      from: 'spot',
      to: 'spot',
      toAccount: other.account,
    });
    const [out] = await scene.seen('move', 'transfers of a sub-account, out');
    expect(out).toMatchObject({ from: 'spot', to: 'other@practice.invalid', asset: 'BTC', isOwn: 'unknown' });
    const [sent] = await scene.seen('move', 'transfers of the master to its sub-accounts');
    expect(sent?.id).toBe(out?.id);
    const got = await scene.read('transfers of a sub-account, in', undefined, other);
    expect(got).toMatchObject([{ from: 'main@practice.invalid', to: 'spot', amount: amount('0.1') }]);
    expect(await scene.seen('sub-account', 'sub-accounts')).toMatchObject([{ id: 'other@practice.invalid' }]);
    // A sub-account has none of its own, whatever accounts there are beside it.
    const sub = scene.mint({ account: 'third', subAccount: 'third' });
    expect(await scene.read('sub-accounts', undefined, sub)).toEqual([]);
    expect(await scene.seen('address', 'withdrawal addresses')).toEqual([]);
    scene.account.settings.set('withdraw-address T-thief', 'USDT TRX mule');
    expect(await scene.seen('address', 'withdrawal addresses')).toEqual([
      { what: 'address', id: 'USDT TRX T-thief', label: 'mule' },
    ]);
  });
});

describe('long lists', () => {
  it('are followed over many pages: transfers, deposits, the ledger', async () => {
    const { core } = scene.practice;
    for (let i = 0; i < 350; i++) {
      core.transfer(scene.account, { asset: 'USDT', amount: amount('0.01'), from: 'spot', to: 'funding' });
      scene.pass(1_000);
    }
    for (let i = 0; i < 3_210; i++) {
      core.deposit(scene.account, { asset: 'SOL', amount: amount('0.000001'), address: 'ours' });
      core.transfer(scene.account, { asset: 'USDT', amount: amount('0.001'), from: 'spot', to: 'futures' });
    }
    scene.pass();
    expect(await scene.seen('move', 'transfers from spot to funding')).toHaveLength(350);
    expect(await scene.seen('move', 'deposits')).toHaveLength(3_210);
    expect(await scene.seen('flow', 'USD-M ledger')).toHaveLength(3_210);
  });

  it('are cut where they cannot be followed, and lose nothing', async () => {
    for (let i = 0; i < 1_203; i++) {
      scene.practice.core.place(scene.account, {
        market: 'SOL/USDT',
        side: i % 2 === 0 ? 'buy' : 'sell',
        type: 'market',
        quantity: amount('0.1'),
      });
      scene.pass(1);
    }
    const feed = scene.feed('spot fills');
    const page = await readPage(feed, feed.call(scene.at('SOL/USDT')), scene.send, scene.context);
    expect(page.isCut).toBe(true);
    expect(page.records).toHaveLength(1_000);
    expect(await scene.seen('fill', 'spot fills', 'SOL/USDT')).toHaveLength(scene.account.trades.length);
    scene.pass();
    expect(await scene.openBooks()).toEqual([]);
  });

  it('refuse a span that is longer than one call may have', async () => {
    for (const feed of watch.feeds) {
      if (feed.windowMs === undefined || !['fills', 'orders', 'withdrawals', 'deposits'].includes(feed.kind)) continue;
      if (feed.name === 'travel rule withdrawals') continue;
      scene.pass();
      const market = feed.reach === 'account' || feed.reach.markets === 'linear' ? 'BTC/USDT:USDT' : 'BTC/USDT';
      const at = { ...scene.at(market), fromMs: scene.nowMs - feed.windowMs - 120_000 };
      const call = feed.call(at);
      const answer = await scene.send(call);
      expect(feed.read(call, answer.status, answer.body, scene.context), feed.name).toMatchObject({ unclear: true });
    }
  });
});

describe('an answer that is none', () => {
  it('is never an empty page: faults, limits, a revoked key', async () => {
    const { faults } = scene.practice;
    const kinds = [
      { kind: 'server-error' },
      { kind: 'rate-limit' },
      { kind: 'rate-limit', banned: true },
      { kind: 'key-revoked' },
      { kind: 'garbage' },
    ] as const;
    for (const fault of kinds) {
      const stop = faults.set({ ...fault, exchange: 'binance' });
      for (const feed of watch.feeds) {
        const call = feed.call(scene.at(feed.reach === 'account' ? undefined : 'BTC/USDT'));
        const answer = await scene.send(call);
        const found = feed.read(call, answer.status, answer.body, scene.context);
        expect(found, `${feed.name} ${fault.kind}`).toMatchObject({ unclear: true });
      }
      stop();
    }
  });

  it('comes for a key without the right to read', async () => {
    const blind = scene.mint({ permissions: { read: false, trade: true } });
    const feed = scene.feed('spot balances');
    const call = feed.call(scene.at());
    const answer = await scene.send(call, blind);
    expect(feed.read(call, answer.status, answer.body, scene.context)).toMatchObject({
      unclear: true,
      cause: 'key-or-ip-or-permission',
    });
  });
});

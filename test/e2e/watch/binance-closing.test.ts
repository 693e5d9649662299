import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/core/index.ts';
import { type Call, EndpointIndex, type IntentOutcome } from '../../../src/exchanges/index.ts';
import type { SeenOrder } from '../../../src/exchanges/watch.ts';
import { closings } from '../../../src/exchanges/watches.ts';
import { amount, BinanceScene, exchange } from './binance-scene.ts';

const closing = closings['binance']!;
const books = ['spot open orders', 'USD-M open orders', 'USD-M conditional open orders'];

let scene: BinanceScene;
beforeEach(async () => {
  scene = await BinanceScene.open('closing');
});
afterEach(() => scene.close());

async function openOrders(): Promise<SeenOrder[]> {
  return (await Promise.all(books.map((name) => scene.seen('order', name)))).flat();
}

async function run(call: Call): Promise<IntentOutcome> {
  const answer = await scene.send(call);
  const [outcome] = exchange.account.outcomes(call, answer.status, answer.body);
  return outcome!;
}

let made = 0;
const order = (market: string, side: 'buy' | 'sell', quantity: string) => ({
  instrument: scene.instrument(market),
  side,
  quantity: amount(quantity),
  reduceOnly: market.includes(':'),
  clientOrderId: `kwclose${++made}`,
});

/** Thirty orders in five markets and three books. */
async function thirtyOrders(): Promise<void> {
  const [spot, futures] = [scene.spot(), scene.futures()];
  for (let i = 0; i < 5; i++) {
    await spot.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 40_000 + i);
    await spot.createOrder('ETH/USDT', 'limit', 'sell', 0.1, 9_000 + i);
    await spot.createOrder('SOL/USDT', 'limit', 'sell', 1, 50, { stopLossPrice: 60 + i });
    await futures.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.002, 40_000 + i);
    await futures.createOrder('BTC/USDT:USDT', 'market', 'sell', 0.002, undefined, { stopLossPrice: 30_000 + i });
    await futures.createOrder('ETH/USDT:USDT', 'market', 'buy', 0.1, undefined, { stopLossPrice: 9_000 + i });
    scene.pass();
  }
}

describe('an account on Binance', () => {
  it('is made flat: thirty orders, positions both ways, three coins', async () => {
    await scene.futures().createOrder('BTC/USDT:USDT', 'market', 'buy', 0.011);
    await scene.futures().createOrder('ETH/USDT:USDT', 'market', 'sell', 0.5);
    await thirtyOrders();
    const open = await openOrders();
    expect(open).toHaveLength(30);
    const calls = closing.cancelAll(open, 'live');
    expect(calls).toHaveLength(6);
    for (const call of calls) expect(await run(call)).toEqual({ kind: 'accepted' });
    scene.pass();
    expect(await openOrders()).toEqual([]);

    for (const { market, quantity } of await scene.seen('position', 'USD-M positions')) {
      const side = quantity > 0n ? 'sell' : 'buy';
      const size = formatDecimal(quantity).replace('-', '');
      const outcome = await run(closing.place(order(market!, side, size), 'live'));
      expect(outcome).toMatchObject({ kind: 'accepted', status: { open: false, filled: amount(size) } });
    }
    expect(await scene.seen('position', 'USD-M positions')).toEqual([]);

    for (const [market, quantity] of [
      ['BTC/USDT', '0.5'],
      ['ETH/USDT', '5'],
      ['SOL/USDT', '50'],
    ] as const) {
      expect(await run(closing.place(order(market, 'sell', quantity), 'live'))).toMatchObject({ kind: 'accepted' });
    }
    const left = await scene.seen('balance', 'spot balances');
    expect(left.map(({ asset }) => asset).sort()).toEqual(['EUR', 'USD', 'USDT']);
    scene.pass();
    expect(await scene.openBooks()).toEqual([]);
  });

  it('lets one order be cancelled in each book, by id and by client order id', async () => {
    await thirtyOrders();
    for (const name of books) {
      const [first, second] = (await scene.seen('order', name)) as [SeenOrder, SeenOrder];
      expect(await run(closing.cancel(first, 'live'))).toMatchObject({ kind: 'accepted', status: { open: false } });
      const { orderId: _id, ...byClient } = second.order;
      expect(await run(closing.cancel({ ...second, order: byClient }, 'live'))).toMatchObject({ kind: 'accepted' });
      expect(await run(closing.cancel(first, 'live'))).toEqual({ kind: 'rejected', code: '-2011' });
    }
    expect(await openOrders()).toHaveLength(24);
  });

  it('sells within a limit at once or not at all, and rests an order that takes nothing', async () => {
    const price = formatDecimal(scene.practice.core.price('BTC/USDT')).split('.')[0]!;
    const near = amount(String(Number(price) - 500));
    expect(await run(closing.place({ ...order('BTC/USDT', 'sell', '0.01'), limit: near }, 'live'))).toMatchObject({
      status: { open: false, filled: amount('0.01') },
    });
    const far = amount(String(Number(price) + 5_000));
    expect(await run(closing.place({ ...order('BTC/USDT', 'sell', '0.01'), limit: far }, 'live'))).toMatchObject({
      status: { open: false, filled: 0n },
    });
    for (const market of ['BTC/USDT', 'BTC/USDT:USDT']) {
      const drill = { ...order(market, 'sell', '0.01'), reduceOnly: false, rests: true } as const;
      expect(await run(closing.place({ ...drill, limit: far }, 'live'))).toMatchObject({ status: { open: true } });
      const taking = await run(closing.place({ ...drill, limit: near, clientOrderId: `kwtakes${++made}` }, 'live'));
      expect(taking).toMatchObject({ kind: 'rejected' });
    }
  });

  it('says what is to be done about a rejection', async () => {
    const { band, dust, insufficient, nothingToReduce } = closing.rejections;
    const codeOf = async (...what: Parameters<typeof order>): Promise<string> => {
      const outcome = await run(closing.place(order(...what), 'live'));
      return outcome.kind === 'rejected' ? outcome.code : outcome.kind;
    };
    expect(dust).toContain(await codeOf('ETH/USDT', 'sell', '0.0001'));
    expect(insufficient).toContain(await codeOf('BTC/USDT', 'sell', '2'));
    expect(nothingToReduce).toContain(await codeOf('BTC/USDT:USDT', 'sell', '0.01'));
    const outside = { ...order('BTC/USDT', 'sell', '0.01'), limit: amount('1') };
    const outcome = await run(closing.place(outside, 'live'));
    expect(band).toContain(outcome.kind === 'rejected' ? outcome.code : outcome.kind);
    await scene.futures().createOrder('BTC/USDT:USDT', 'market', 'buy', 0.001 * 2);
    expect(await codeOf('BTC/USDT:USDT', 'sell', '0.001')).toBe('accepted');
    const small = { ...order('ETH/USDT:USDT', 'sell', '0.001'), reduceOnly: false };
    const refused = await run(closing.place(small, 'live'));
    expect(dust).toContain(refused.kind === 'rejected' ? refused.code : refused.kind);
  });

  it('has a timer that cancels what is open in its markets unless it is set again, and is switched off by zero', async () => {
    await scene.futures().createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.002, 40_000);
    await scene.futures().createOrder('ETH/USDT:USDT', 'limit', 'buy', 0.1, 1_000);
    const { deadMan } = closing;
    const instruments = ['BTC/USDT', 'BTC/USDT:USDT'].map((market) => scene.instrument(market));
    const calls = deadMan!.arm(deadMan!.minMs, instruments, 'live');
    expect(calls).toHaveLength(1);
    expect(await run(calls[0]!)).toEqual({ kind: 'accepted' });
    scene.pass(deadMan!.minMs - 1_000);
    expect(await run(deadMan!.arm(0, instruments, 'live')[0]!)).toEqual({ kind: 'accepted' });
    scene.pass(deadMan!.minMs);
    expect(await scene.seen('order', 'USD-M open orders')).toHaveLength(2);
    await run(calls[0]!);
    scene.pass(deadMan!.minMs + 1_000);
    expect(await scene.seen('order', 'USD-M open orders')).toMatchObject([{ market: 'ETH/USDT:USDT' }]);
  });

  it('is closed with calls that the facts allow for trading', async () => {
    await thirtyOrders();
    const index = new EndpointIndex(exchange.facts);
    const open = await openOrders();
    const calls = [
      ...closing.cancelAll(open, 'live'),
      ...open.map((one) => closing.cancel(one, 'live')),
      closing.place(order('BTC/USDT', 'sell', '1'), 'live'),
      ...closing.deadMan!.arm(60_000, [scene.instrument('BTC/USDT:USDT')], 'live'),
    ];
    for (const { endpoint, path, host } of calls) {
      expect(index.find(index.host(host, 'live')!.group, endpoint.method, path)?.class).toMatch(/^(?:trade|settings)$/);
    }
  });
});

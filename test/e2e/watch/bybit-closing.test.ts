import { RestClientV5 } from 'bybit-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Decimal, floorTo, type Instrument, parseDecimal } from '../../../src/core/index.ts';
import type { Call, ClosingOrder, IntentOutcome } from '../../../src/exchanges/index.ts';
import type { SeenBalance, SeenOrder, SeenPosition } from '../../../src/exchanges/watch.ts';
import { closings } from '../../../src/exchanges/watches.ts';
import { type Practice, startPractice } from '../../../src/practice/index.ts';
import { BybitScene, bybit } from './bybit-scene.ts';

const closing = closings['bybit']!;
const clock = { nowMs: 1_790_000_000_000 };
const decimal = (text: string) => parseDecimal(text)!;
let practice: Practice;
let scene: BybitScene;
let made = 0;

beforeAll(async () => {
  practice = await startPractice({
    port: 0,
    seed: 'closing bybit',
    clock: { nowMs: () => clock.nowMs, monotonicMs: () => clock.nowMs },
  });
  scene = await BybitScene.open(practice, clock, 'main');
});
afterAll(() => practice.stop());

async function outcomesOf(call: Call): Promise<readonly IntentOutcome[]> {
  scene.later();
  expect(call.endpoint.class).toBe('trade');
  const { status, body } = await scene.send(call);
  return bybit.account.outcomes(call, status, body);
}

async function place(order: Omit<ClosingOrder, 'clientOrderId'>): Promise<IntentOutcome> {
  const [outcome] = await outcomesOf(closing.place({ ...order, clientOrderId: `closing${++made}` }, 'live'));
  return outcome!;
}

const instrumentOf = (symbol: string, kind: Instrument['kind']) => scene.context.instrument(symbol, kind)!;
const openOrders = async () => (await scene.readKind('open-orders')) as SeenOrder[];
const positions = async () => (await scene.readKind('positions')) as SeenPosition[];
const holdings = async () => (await scene.read('unified balances')) as SeenBalance[];

/** Thirty orders in four markets, plain and conditional, a long and a short position, and three coins beside the stablecoin. */
async function fillAccount(): Promise<void> {
  const client = scene.client();
  await client.createOrder('BTC/USDT:USDT', 'market', 'buy', 0.02);
  await client.createOrder('ETH/USDT:USDT', 'market', 'sell', 0.3);
  for (let at = 0; at < 8; at++) {
    scene.later();
    await client.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 40_000 + at);
    await client.createOrder('SOL/USDT', 'limit', 'sell', 1, 400 + at);
    await client.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.002, 40_000 + at);
  }
  const { id: key, secret } = scene.key;
  // Its clock follows the exchange's.
  const sdk = new RestClientV5({ key, secret, baseUrl: `${practice.url}/api.bybit.com`, enable_time_sync: true });
  for (const orderFilter of ['StopOrder', 'tpslOrder', 'StopOrder', 'tpslOrder'] as const) {
    const placed = await sdk.submitOrder({
      category: 'spot',
      symbol: 'ETHUSDT',
      side: 'Sell',
      orderType: 'Market',
      qty: '0.5',
      orderFilter,
      triggerPrice: String(1_000 + made++),
    });
    expect(placed.retCode, placed.retMsg).toBe(0);
  }
  for (const [symbol, side, triggerPrice, triggerDirection] of [
    ['BTC/USDT:USDT', 'sell', 10_000, 'below'],
    ['ETH/USDT:USDT', 'buy', 9_000, 'above'],
  ] as const) {
    const more = { triggerPrice, triggerDirection, reduceOnly: true };
    await client.createOrder(symbol, 'market', side, 0.02, undefined, more);
  }
}

describe('an account with orders, positions and holdings', () => {
  it('is left without any order by the calls that cancel all', async () => {
    await fillAccount();
    const open = await openOrders();
    expect(open).toHaveLength(30);
    expect(open.filter(({ isProtective }) => isProtective)).toHaveLength(6);
    for (const call of closing.cancelAll(open, 'live')) {
      expect(await outcomesOf(call)).toMatchObject([{ kind: 'accepted' }]);
    }
    expect(await openOrders()).toEqual([]);
  });

  it('is asked to cancel also when nothing is known to be open', async () => {
    for (const call of closing.cancelAll([], 'live')) {
      expect(await outcomesOf(call)).toMatchObject([{ kind: 'accepted' }]);
    }
  });

  it('is left without an order that is cancelled by itself, of each kind', async () => {
    const client = scene.client();
    await client.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 40_000);
    await client.createOrder('ETH/USDT:USDT', 'limit', 'buy', 0.1, 1_200);
    for (const orderFilter of ['StopOrder', 'tpslOrder']) {
      const order = { category: 'spot', symbol: 'SOLUSDT', side: 'Sell', orderType: 'Market', qty: '1', orderFilter };
      await client.privatePostV5OrderCreate({ ...order, triggerPrice: '20' });
    }
    const open = await openOrders();
    expect(open).toHaveLength(4);
    for (const order of open) {
      expect(await outcomesOf(closing.cancel(order, 'live'))).toEqual([{ kind: 'accepted' }]);
    }
    expect(await openOrders()).toEqual([]);
    const [outcome] = await outcomesOf(closing.cancel(open[0]!, 'live'));
    expect(outcome).toMatchObject({ kind: 'rejected' });
  });

  it('is left without a position, the long by an order and the short by the call for a whole one', async () => {
    const [first, second] = (await positions()).sort((a, b) => Number(b.quantity - a.quantity));
    expect([first?.symbol, second?.symbol]).toEqual(['BTCUSDT', 'ETHUSDT']);
    const long = instrumentOf(first!.symbol, first!.kind);
    const shared = { side: 'sell', reduceOnly: true } as const;
    expect(await place({ ...shared, instrument: long, quantity: first!.quantity })).toMatchObject({ kind: 'accepted' });
    const short = instrumentOf(second!.symbol, second!.kind);
    const whole: ClosingOrder = {
      instrument: short,
      side: 'buy',
      quantity: -second!.quantity as Decimal,
      reduceOnly: true,
      clientOrderId: 'whole1',
    };
    expect(await outcomesOf(closing.closePosition!(whole, 'live'))).toMatchObject([{ kind: 'accepted' }]);
    expect(await positions()).toEqual([]);
    const again = await place({ ...shared, instrument: long, quantity: first!.quantity });
    expect(again).toMatchObject({ kind: 'rejected' });
    expect(closing.rejections.nothingToReduce).toContain((again as { code: string }).code);
  });

  it('is left with its stablecoin and what is too small to sell', async () => {
    const coins = (await holdings()).filter(({ asset }) => asset !== 'USDT');
    expect(coins.map(({ asset }) => asset).sort()).toEqual(['BTC', 'ETH', 'EUR', 'SOL', 'USD']);
    for (const { asset, free } of coins) {
      const instrument = scene.context.instrument(`${asset}USDT`, 'spot');
      if (!instrument) continue;
      expect(instrument.step && instrument.minNotional && instrument.tick && instrument.maxQuantity).toBeTruthy();
      const quantity = floorTo(free!, instrument.step!);
      const bid = practice.core.price(instrument.market);
      const limit = asset === 'SOL' ? { limit: floorTo((bid - bid / 20n) as Decimal, instrument.tick!) } : {};
      const order = { instrument, side: 'sell', quantity, reduceOnly: true, ...limit } as const;
      expect(await place(order)).toMatchObject({
        kind: 'accepted',
        status: { order: { orderId: expect.any(String) } },
      });
    }
    const left = (await holdings()).filter(({ asset }) => scene.context.instrument(`${asset}USDT`, 'spot'));
    expect(left.filter(({ total }) => total > decimal('0.001'))).toEqual([]);
    expect(await openOrders()).toEqual([]);
  });

  it('rests an order for a drill, which takes nothing', async () => {
    const instrument = instrumentOf('BTCUSDT', 'spot');
    const drill = { instrument, side: 'buy', quantity: decimal('0.001'), reduceOnly: false, rests: true } as const;
    expect(await place({ ...drill, limit: decimal('30000') })).toMatchObject({ kind: 'accepted' });
    const [order] = await openOrders();
    expect(order).toMatchObject({ type: 'limit', price: decimal('30000') });
    expect(await outcomesOf(closing.cancel(order!, 'live'))).toEqual([{ kind: 'accepted' }]);
  });
});

describe('a refusal', () => {
  it.each([
    ['band', 'BTCUSDT', 'linear', '0.01', '1'],
    ['dust', 'BTCUSDT', 'spot', '0.00001', undefined],
    ['insufficient', 'BTCUSDT', 'spot', '5', undefined],
    ['nothingToReduce', 'ETHUSDT', 'linear', '0.1', undefined],
  ] as const)('is known as %s', async (name, symbol, kind, quantity, limit) => {
    const instrument = instrumentOf(symbol, kind);
    const order = { instrument, side: 'sell', quantity: decimal(quantity), reduceOnly: true } as const;
    const outcome = await place(limit === undefined ? order : { ...order, limit: decimal(limit) });
    expect(outcome).toMatchObject({ kind: 'rejected' });
    expect(closing.rejections[name]).toContain((outcome as { code: string }).code);
  });

  it('is not known where there is no answer to read', () => {
    const [call] = closing.cancelAll([], 'live');
    expect(bybit.account.outcomes(call!, 502, '')).toEqual([{ kind: 'unknown' }]);
  });
});

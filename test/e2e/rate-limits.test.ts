import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/core/index.ts';
import { type Rig, startRig } from './harness.ts';

/** Time as the gateway measures it stands still while it is held, so that a short wait does not end before it was looked at. */
class HeldClock implements Clock {
  #heldMs: number | undefined;

  nowMs = (): number => systemClock.nowMs();
  monotonicMs = (): number => this.#heldMs ?? systemClock.monotonicMs();

  hold(): void {
    this.#heldMs = this.monotonicMs();
  }

  release(): void {
    this.#heldMs = undefined;
  }
}

const cases = [
  { id: 'bybit', market: 'BTC/USDT', place: '/v5/order/create', cancel: '/v5/order/cancel' },
  { id: 'kraken', market: 'BTC/USD', place: '/0/private/AddOrder', cancel: '/0/private/CancelOrder' },
] as const;

describe.each(cases)('a rate limit that $id tells in the body', ({ id, market, place, cancel }) => {
  const clock = new HeldClock();
  let rig: Rig;
  let exchange: InstanceType<typeof ccxt.Exchange>;
  let price: number;

  beforeAll(async () => {
    rig = await startRig({ exchanges: [id], clock });
    exchange = new ccxt[id]({ ...rig.bot(`${id}-bot`), proxyUrl: rig.proxyUrl, enableRateLimit: false });
    price = Math.floor((await exchange.fetchTicker(market)).last! * 0.96);
  });
  afterAll(() => rig.stop());

  const order = () => exchange.createOrder(market, 'limit', 'buy', 0.001, price);
  const pathsSince = (mark: number) => rig.practice.received(mark).map(({ path }) => path);

  it('keeps orders and reads here until it is over, and lets cancels pass', async () => {
    const open = await order();
    clock.hold();
    rig.practice.faults.set({ kind: 'rate-limit', exchange: id, path: place, times: 1 });
    await expect(order()).rejects.toThrow(ccxt.NetworkError);
    const mark = rig.practice.mark();
    await expect(order()).rejects.toThrow(ccxt.NetworkError);
    await expect(order()).rejects.toThrow(/keyward: exchange-rate/);
    await expect(exchange.fetchBalance()).rejects.toThrow(/keyward: exchange-rate/);
    expect(pathsSince(mark)).toEqual([]);
    await exchange.cancelOrder(open.id!, market);
    expect(pathsSince(mark)).toEqual([cancel]);
    clock.release();
    await expect.poll(() => order().then(() => 'placed', String), { timeout: 15_000, interval: 250 }).toBe('placed');
  }, 30_000);

  it('that is a ban keeps cancels here as well', async () => {
    const open = await order();
    rig.practice.faults.set({ kind: 'rate-limit', exchange: id, path: place, banned: true, times: 1 });
    await expect(order()).rejects.toThrow();
    const mark = rig.practice.mark();
    await expect(exchange.cancelOrder(open.id!, market)).rejects.toThrow(/keyward: exchange-rate/);
    expect(pathsSince(mark)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { OrderStatus, SeenOrder, Unclear } from '../exchanges/index.ts';
import type { Finding } from './finding.ts';
import { OpenOrders } from './open-orders.ts';
import { answered, d, decided, judgeOf, MARKET, placed, START, seen } from './scene.contract.ts';

function scene(status: OrderStatus | 'absent' | Unclear | undefined, order: Partial<SeenOrder> = {}) {
  const { own, judge } = judgeOf();
  own.take(placed('a', 0));
  own.take(answered('a', 50, '1'));
  const told: Finding[] = [];
  let nowMs = START + 1_000;
  const orders = new OpenOrders({
    key: 'main',
    judge,
    query: async () => status,
    cancelledAtMs: ({ order: name, market }, sinceMs) => own.cancelledAtMs('main', name, market, sinceMs),
    hostMs: () => nowMs,
    nowMs: () => nowMs,
    tell: (finding) => told.push(finding),
  });
  return { own, orders, told, listed: seen(order), pass: (ms: number) => (nowMs += ms) };
}
const closed = (filled: string): OrderStatus => ({ order: { orderId: '1' }, open: false, filled: d(filled) });
const cancel = (atMs: number) =>
  decided('c', atMs, [{ action: 'cancel-order', order: { orderId: '1' }, market: MARKET }]);

describe('an open order that is gone from the list', () => {
  it('is an alarm when the exchange says that it was not filled', async () => {
    const { orders, told, listed } = scene(closed('0'), { isProtective: true });
    await orders.take('spot', [listed]);
    await orders.take('spot', []);
    expect(told.map(({ kind, says }) => [kind, says])).toEqual([
      ['foreign-cancel', 'a protective stop of grid in BTC/USDT was cancelled, and not through Keyward'],
    ]);
  });

  it('is none when it was filled, is open elsewhere, expired, or was cancelled by its bot', async () => {
    for (const status of [closed('0.001'), { ...closed('0'), open: true }]) {
      const { orders, told, listed } = scene(status);
      await orders.take('spot', [listed]);
      await orders.take('spot', []);
      expect(told).toEqual([]);
    }
    const expired = scene(closed('0'), { expiresMs: START + 5_000 });
    await expired.orders.take('spot', [expired.listed]);
    expired.pass(5_000);
    await expired.orders.take('spot', []);
    expect(expired.told).toEqual([]);
    const ours = scene(closed('0'));
    await ours.orders.take('spot', [ours.listed]);
    ours.own.take(cancel(2_000));
    await ours.orders.take('spot', []);
    expect(ours.told).toEqual([]);
  });

  it('is an alarm long after a cancel of ours that did not take it', async () => {
    const { orders, told, own, listed, pass } = scene(closed('0'));
    await orders.take('spot', [listed]);
    own.take(cancel(2_000));
    pass(300_000);
    await orders.take('spot', [listed]);
    await orders.take('spot', []);
    expect(told.map(({ kind }) => kind)).toEqual(['foreign-cancel']);
  });

  it('is told as unknown when the exchange does not say what became of it', async () => {
    for (const status of [undefined, { unclear: true, cause: 'unreadable', message: '' } as Unclear]) {
      const { orders, told, listed } = scene(status);
      await orders.take('spot', [listed]);
      for (let look = 0; look < 6; look++) await orders.take('spot', []);
      expect(told.map(({ kind, severity }) => [kind, severity])).toEqual([['feed-unknown', 'warning']]);
    }
  });

  it('of another list is not missed in this one', async () => {
    const { orders, told, listed } = scene(closed('0'));
    await orders.take('spot', [listed]);
    await orders.take('futures', []);
    expect(told).toEqual([]);
    expect(orders.oldestMs()).toBe(START + 100);
  });
});

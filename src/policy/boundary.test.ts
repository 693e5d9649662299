import { describe, expect, it } from 'vitest';
import { type Decimal, formatDecimal } from '../core/index.ts';
import { ask, bot, codes, dec, place, quoted, unit, used, world } from './scene.contract.ts';

describe('at the boundary of each limit', () => {
  const over = (text: string) => (dec(text) + unit) as Decimal;
  const at = (limits: Record<string, unknown>, price: Decimal, usage = {}) =>
    codes(ask(place({ price }), bot({ price_band: 'unlimited', ...limits }), world(used(usage))));

  it.each(['0.000000000000000001', '1', '99.5', '500', '123456789012345678901234567890'])(
    'of %s USDT the amount passes and one unit more is denied',
    (cap) => {
      const wide = { order_notional: 'unlimited', open_notional: 'unlimited', daily_notional: 'unlimited' };
      for (const [limit, code] of [
        ['order_notional', 'order-notional'],
        ['open_notional', 'open-notional'],
        ['daily_notional', 'daily-notional'],
      ] as const) {
        expect(at({ ...wide, [limit]: `${cap} USDT` }, dec(cap))).toEqual([]);
        expect(at({ ...wide, [limit]: `${cap} USDT` }, over(cap))).toEqual([code]);
        const half = new Map([['USDT', dec('0.5')]]);
        const sum = { openNotional: half, dailyNotional: half };
        if (limit === 'order_notional' || dec(cap) <= dec('0.5')) continue;
        const rest = (dec(cap) - dec('0.5')) as Decimal;
        expect(at({ ...wide, [limit]: `${cap} USDT` }, rest, sum)).toEqual([]);
        expect(at({ ...wide, [limit]: `${cap} USDT` }, (rest + unit) as Decimal, sum)).toEqual([code]);
      }
    },
  );

  it.each([0, 1, 7, 60])('of %i the count passes and one more is denied', (cap) => {
    const last = { ordersLastMinute: cap - 1, openOrders: cap - 1 };
    const next = { ordersLastMinute: cap, openOrders: cap };
    expect(at({ open_orders: cap, orders_per_minute: cap }, dec('100'), last)).toEqual([]);
    expect(at({ open_orders: cap, orders_per_minute: cap }, dec('100'), next)).toEqual(['order-rate', 'open-orders']);
  });

  it.each([
    ['5%', '5'],
    ['0%', '0'],
    ['0.000001%', '0.000001'],
    ['99.5%', '99.5'],
    ['150%', '150'],
  ])('of %s the spread passes and the least more is denied', (band, spread) => {
    const order = place({ type: 'market', price: undefined });
    const at = (more: bigint) =>
      world({ referencePrice: () => quoted('100', formatDecimal((dec(spread) + 2n * more) as Decimal)) });
    expect(codes(ask(order, bot({ price_band: band }), at(0n)))).toEqual([]);
    expect(codes(ask(order, bot({ price_band: band }), at(unit)))).toEqual(['price-band']);
  });

  it.each([
    ['5%', '105', '95'],
    ['0%', '100', '100'],
    ['0.000001%', '100.000001', '99.999999'],
    ['99.5%', '199.5', '0.5'],
  ])('of %s the price passes on both sides and one unit further is denied', (band, high, low) => {
    expect(at({ price_band: band }, dec(high))).toEqual([]);
    expect(at({ price_band: band }, over(high))).toEqual(['price-band']);
    expect(at({ price_band: band }, dec(low))).toEqual([]);
    expect(at({ price_band: band }, (dec(low) - unit) as Decimal)).toEqual(['price-band']);
  });
});

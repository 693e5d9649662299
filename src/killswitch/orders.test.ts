import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Price } from '../exchanges/index.ts';
import { isDust, type OrderWish, type Placed, placeClosing } from './orders.ts';
import { AccountScene, d, spot } from './scene.contract.ts';

let scene: AccountScene;
beforeEach(() => {
  scene = new AccountScene();
  scene.holdings.set('BTC', d('1000000'));
});

const price: Price = { symbol: 'BTCUSDT', kind: 'spot', price: d('100'), bid: d('99'), ask: d('101') };
const sell = (quantity: string, more: Partial<OrderWish> = {}): OrderWish => ({
  instrument: spot('BTC/USDT'),
  side: 'sell',
  quantity: d(quantity),
  reduceOnly: false,
  ...more,
});
const place = (wish: OrderWish, idle = 0, known: Price | undefined = price): Promise<Placed> =>
  placeClosing(scene.target, wish, { idle, price: async () => known });
const rejected = (code: string) => ({ outcome: { kind: 'rejected' as const, code } });
const limits = () => scene.placed.map(({ limit }) => limit);

describe('an order that closes', () => {
  it('is placed at the market, rounded down to the step', async () => {
    expect(await place(sell('1.29'))).toEqual({ kind: 'sent', isSure: true });
    expect(scene.placed).toMatchObject([{ quantity: d('1.2') }]);
    expect(limits()).toEqual([undefined]);
  });

  it('is none below the step', async () => {
    expect(await place(sell('0.09'))).toEqual({ kind: 'dust' });
    expect(scene.placed).toEqual([]);
  });

  it.each([
    ['DUST', { kind: 'dust' }],
    ['NOTHING', { kind: 'nothing' }],
    ['LACK', { kind: 'locked' }],
    ['ANY', { kind: 'refused', code: 'ANY' }],
  ])('tells what the refusal %s means', async (code, placed) => {
    scene.chance = { order: () => rejected(code) };
    expect(await place(sell('1'))).toEqual(placed);
  });

  it('is not known to be taken without an answer, or with one that says nothing', async () => {
    scene.chance = { unanswered: () => false };
    expect(await place(sell('1'))).toEqual({ kind: 'sent', isSure: false });
    scene.chance = { order: () => ({ outcome: undefined }) };
    expect(await place(sell('1'))).toEqual({ kind: 'sent', isSure: false });
  });

  it('has a limit where the band refuses the market, and one that reaches less far where it refuses that', async () => {
    scene.chance = { order: ({ limit }) => (limit === undefined || limit < d('99.5') ? rejected('BAND') : undefined) };
    expect(await place(sell('1'))).toEqual({ kind: 'sent', isSure: true });
    expect(limits()).toEqual([undefined, d('98.5'), d('99'), d('100')]);
  });

  it('buys above the ask, rounded up to the tick', async () => {
    scene.positions.set('BTC/USDT:USDT', d('-5'));
    scene.chance = { order: ({ limit }) => (limit === undefined ? rejected('BAND') : undefined) };
    await place({ ...sell('1'), instrument: spot('BTC/USDT:USDT', { tick: d('0.1') }), side: 'buy', reduceOnly: true });
    expect(limits()).toEqual([undefined, d('101.6')]);
  });

  it('stays refused by the band where no price is known', async () => {
    scene.chance = { order: () => rejected('BAND') };
    const placed = await placeClosing(scene.target, sell('1'), { idle: 0, price: async () => undefined });
    expect([placed, limits()]).toEqual([{ kind: 'refused', code: 'BAND' }, [undefined]]);
  });

  it('takes the other mode where the account wants it, on spot alone', async () => {
    scene.closing = { ...scene.closing, instead: { mode: 'cross', codes: ['MODE'] } };
    scene.chance = { order: ({ mode }) => (mode === 'cross' ? undefined : rejected('MODE')) };
    expect(await place(sell('1'))).toMatchObject({ kind: 'sent' });
    expect(scene.placed.map(({ mode }) => mode)).toEqual([undefined, 'cross']);
    expect(await place({ ...sell('1'), instrument: spot('BTC/USDT:USDT') })).toMatchObject({ kind: 'refused' });
  });

  it('is split by the largest size, all of it and never more, in a bounded number of parts', async () => {
    const tenths = fc.integer({ min: 1, max: 5_000 });
    await fc.assert(
      fc.asyncProperty(tenths, fc.integer({ min: 1, max: 400 }), async (amount, most) => {
        scene.placed.length = 0;
        scene.holdings.set('BTC', d('1000000'));
        const quantity = (amount / 10).toFixed(1);
        await place(sell(quantity, { instrument: spot('BTC/USDT', { maxQuantity: d((most / 10).toFixed(1)) }) }));
        const sum = scene.placed.reduce((total, one) => total + one.quantity, 0n);
        expect(sum).toBe(d((Math.min(amount, most * 20) / 10).toFixed(1)));
        for (const one of scene.placed) expect(one.quantity).toBeLessThanOrEqual(d((most / 10).toFixed(1)));
      }),
    );
  });

  it('has been sent where a later part is refused', async () => {
    let parts = 0;
    scene.chance = { order: () => (++parts > 1 ? rejected('DUST') : undefined) };
    const instrument = spot('BTC/USDT', { maxQuantity: d('1') });
    expect(await place(sell('3', { instrument }))).toEqual({ kind: 'sent', isSure: true });
  });
});

describe('dust', () => {
  it.each([
    ['0.09', {}, true],
    ['0.1', {}, false],
    ['0.1', { minQuantity: d('0.2') }, true],
    ['0.1', { minNotional: d('9.9') }, false],
    ['0.1', { minNotional: d('9.91') }, true],
  ])('%s with %o is dust: %s', (quantity, more, is) => {
    expect(isDust(spot('BTC/USDT', more), d(quantity), price)).toBe(is);
  });

  it('is not told by the smallest worth without a price', () => {
    expect(isDust(spot('BTC/USDT'), d('0.1'), undefined)).toBe(false);
  });
});

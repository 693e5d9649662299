import { describe, expect, it } from 'vitest';
import type { Decimal, OrderType, PlaceOrder, Side } from '../core/index.ts';
import { amend, ask, bot, codes, dec, known, perp, place, quoted, scopesOf, unit, world } from './scene.contract.ts';

type Limited = 'stop-limit' | 'take-profit-limit';

const band = bot({ price_band: '10%', order_notional: '5000 USDT' });
const blind = world({ referencePrice: () => undefined });

function order(side: Side, type: OrderType, trigger: string, price?: Decimal, more: Partial<PlaceOrder> = {}) {
  return place({ side, type, trigger: dec(trigger), price, ...more });
}

function reasonsOf(decision: ReturnType<typeof ask>) {
  return decision.allowed ? [] : decision.reasons.map(({ code, limit, actual }) => [code, limit, actual]);
}

/** The lowest and the highest price that pass. */
function edges(side: Side, type: Limited, trigger: string, low: string, high: string) {
  const at = (price: Decimal) => codes(ask(order(side, type, trigger, price), band));
  expect(at(dec(low))).toEqual([]);
  expect(at(dec(high))).toEqual([]);
  expect(at((dec(low) - unit) as Decimal)).toEqual(['price-band']);
  expect(at((dec(high) + unit) as Decimal)).toEqual(['price-band']);
}

describe('the limit price of an order with a trigger, while the reference price is 100 and the band 10%', () => {
  it.each<[Side, Limited, string, string, string]>([
    ['sell', 'stop-limit', '80', '72', '88'],
    ['sell', 'stop-limit', '99.999999999999999999', '90', '109.999999999999999998'],
    ['buy', 'stop-limit', '120', '108', '132'],
    ['sell', 'take-profit-limit', '120', '108', '132'],
    ['buy', 'take-profit-limit', '80', '72', '88'],
  ])('of a %s %s that waits for %s is held to the trigger', (side, type, trigger, low, high) => {
    edges(side, type, trigger, low, high);
  });

  it.each<[Side, Limited, string]>([
    ['sell', 'stop-limit', '120'],
    ['sell', 'stop-limit', '100'],
    ['buy', 'stop-limit', '80'],
    ['buy', 'stop-limit', '100'],
    ['sell', 'take-profit-limit', '80'],
    ['sell', 'take-profit-limit', '100'],
    ['buy', 'take-profit-limit', '120'],
    ['buy', 'take-profit-limit', '100'],
  ])('of a %s %s that would fire at once at %s is held to the reference price', (side, type, trigger) => {
    edges(side, type, trigger, '90', '110');
  });

  it.each<[Side, OrderType, string]>([
    ['sell', 'stop', '20'],
    ['sell', 'stop', '180'],
    ['buy', 'stop', '20'],
    ['buy', 'stop', '180'],
    ['sell', 'take-profit', '20'],
    ['sell', 'take-profit', '180'],
    ['buy', 'take-profit', '20'],
    ['buy', 'take-profit', '180'],
  ])('is missing on a %s %s at %s, which is held to the spread alone', (side, type, trigger) => {
    const asked = order(side, type, trigger);
    const thin = world({ referencePrice: () => quoted('100', '11') });
    expect(codes(ask(asked, band))).toEqual([]);
    expect(codes(ask(asked, band, thin))).toEqual(['price-band']);
  });

  it('is named together with what it was held to', () => {
    const at = (trigger: string, price: string) =>
      reasonsOf(ask(order('sell', 'stop-limit', trigger, dec(price)), band));
    expect(at('95', '50')).toEqual([['price-band', '10% of the trigger 95', '50']]);
    expect(at('105', '50')).toEqual([['price-band', '10% of 100', '50']]);
  });

  it('of a protective stop far below the market passes when it stays near the trigger', () => {
    expect(codes(ask(order('sell', 'stop-limit', '85', dec('84.15')), band))).toEqual([]);
    expect(reasonsOf(ask(order('sell', 'stop-limit', '85', dec('50')), band))).toEqual([
      ['price-band', '10% of the trigger 85', '50'],
    ]);
  });

  it('cannot be judged without a reference price, unless the order only reduces', () => {
    const sell = (more: Partial<PlaceOrder>) => order('sell', 'stop-limit', '85', dec('84'), more);
    expect(codes(ask(sell({}), band, blind))).toEqual(['no-price']);
    expect(codes(ask(sell({ instrument: perp, reduceOnly: true }), band, blind))).toEqual([]);
    expect(codes(ask(sell({ instrument: perp, reduceOnly: true, price: dec('50') }), band))).toEqual(['price-band']);
  });
});

describe('an order with trigger and limit price outside of the band, in a market whose spread is wider than the band', () => {
  const thin = world({ referencePrice: () => quoted('100', '10.01') });
  const enough = world({ referencePrice: () => quoted('100', '10') });
  const unquoted = world({ referencePrice: () => ({ price: dec('100') }) });
  const far: readonly (readonly [Side, Limited, string, string])[] = [
    ['buy', 'stop-limit', '140', '145'],
    ['sell', 'stop-limit', '60', '55'],
    ['buy', 'take-profit-limit', '60', '62'],
    ['sell', 'take-profit-limit', '140', '130'],
  ];

  it.each(far)('is refused like one at the market: a %s %s at %s and %s', (side, type, trigger, price) => {
    const asked = (state: typeof thin) => reasonsOf(ask(order(side, type, trigger, dec(price)), band, state));
    expect(asked(enough)).toEqual([]);
    expect(asked(thin)).toEqual([['price-band', '10% spread', '10.01% spread']]);
    expect(asked(unquoted)).toEqual([['no-price', 'a fresh bid and ask', 'none']]);
  });

  it('may stand with its limit price within the band, as a plain limit order may', () => {
    expect(codes(ask(order('buy', 'stop-limit', '108', dec('110')), band, thin))).toEqual([]);
    expect(codes(ask(order('buy', 'stop-limit', '108', (dec('110') + unit) as Decimal), band, thin))).toEqual([
      'price-band',
    ]);
    expect(codes(ask(order('sell', 'stop-limit', '92', dec('90')), band, unquoted))).toEqual([]);
  });

  it('is refused by each band that the spread is wider than, also where it reduces', () => {
    const reducing = order('sell', 'stop-limit', '60', dec('59'), { instrument: perp, reduceOnly: true });
    expect(codes(ask(reducing, band, thin))).toEqual(['price-band']);
    expect(codes(ask(reducing, band, unquoted))).toEqual([]);
    const wide = bot({ price_band: '50%', order_notional: '5000 USDT' });
    const keyed = scopesOf({ all: { limits: { price_band: '10%' } } });
    const stop = order('sell', 'stop-limit', '40', dec('39'));
    expect(codes(ask(stop, wide, thin))).toEqual([]);
    expect(codes(ask(stop, wide, thin, keyed))).toEqual(['price-band']);
    expect(codes(ask(stop, bot({ price_band: 'unlimited', order_notional: '5000 USDT' }), thin))).toEqual([]);
  });

  it('is not made by an amend', () => {
    const stop = known({ side: 'sell', type: 'stop-limit', trigger: dec('95'), price: dec('94') });
    const moved = amend({ trigger: dec('60'), price: dec('59') });
    const state = (reference: typeof thin) => ({ ...reference, knownOrder: () => stop });
    expect(codes(ask(moved, band, state(enough)))).toEqual([]);
    expect(codes(ask(moved, band, state(thin)))).toEqual(['price-band']);
  });
});

describe('an amend of an order with a trigger', () => {
  const stop = { side: 'sell', type: 'stop-limit', trigger: dec('85'), price: dec('84') } as const;
  const amending = (changes: Parameters<typeof amend>[0], resting: Parameters<typeof known>[0] = stop) =>
    reasonsOf(ask(amend(changes), band, world({ knownOrder: () => known(resting) })));

  it('holds its limit price to the new trigger', () => {
    expect(amending({ trigger: dec('70'), price: dec('69') })).toEqual([]);
    expect(amending({ trigger: dec('70') })).toEqual([['price-band', '10% of the trigger 70', '84']]);
    expect(amending({ trigger: dec('120'), price: dec('119') })).toEqual([['price-band', '10% of 100', '119']]);
  });

  it('that leaves trigger and price alone holds the price to the trigger', () => {
    expect(amending({ quantity: dec('2') })).toEqual([]);
  });

  it('that moves the price alone holds it to the reference price too, as the order may have fired long ago', () => {
    expect(amending({ price: dec('83') })).toEqual([['price-band', '10% of 100', '83']]);
    expect(amending({ price: dec('93') })).toEqual([]);
    expect(amending({ price: dec('94') })).toEqual([['price-band', '10% of the trigger 85', '94']]);
  });

  it('of no limit price may move the trigger anywhere', () => {
    const market = { side: 'sell', type: 'stop', trigger: dec('85'), price: undefined } as const;
    expect(amending({ trigger: dec('20') }, market)).toEqual([]);
  });

  it('whose type is not known holds the price to both', () => {
    const untyped = { ...stop, type: undefined };
    expect(amending({ trigger: dec('85'), price: dec('84') }, untyped)).toEqual([['price-band', '10% of 100', '84']]);
    expect(amending({ trigger: dec('85'), price: dec('95') }, untyped)).toEqual([
      ['price-band', '10% of the trigger 85', '95'],
    ]);
    expect(amending({ trigger: dec('95'), price: dec('94') }, untyped)).toEqual([]);
  });

  it('that is not known itself holds the price to both', () => {
    const unlimited = { order_notional: 'unlimited', daily_notional: 'unlimited', open_notional: 'unlimited' };
    const open = bot({ ...unlimited, cancel_foreign: true });
    const asked = (changes: Parameters<typeof amend>[0]) => reasonsOf(ask(amend({ side: 'sell', ...changes }), open));
    expect(asked({ trigger: dec('85'), price: dec('84') })).toEqual([['price-band', '10% of 100', '84']]);
    expect(asked({ trigger: dec('95'), price: dec('94') })).toEqual([]);
    expect(asked({ trigger: dec('20') })).toEqual([]);
  });
});

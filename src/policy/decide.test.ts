import { describe, expect, it } from 'vitest';
import type { Intent } from '../core/index.ts';
import { compileBot, noScopes } from './compile.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import {
  amend,
  ask,
  bot,
  codes,
  dec,
  instrument,
  inverse,
  known,
  perp,
  place,
  quoted,
  scopesOf,
  spot,
  used,
  world,
} from './scene.contract.ts';

const cancel: Intent = { action: 'cancel-order', order: { orderId: '7' } };
const read: Intent = { action: 'read' };

function cost(decision: Decision, index = 0) {
  if (!decision.allowed) throw new Error(`denied: ${codes(decision)}`);
  return decision.costs[index]!;
}

describe('an order', () => {
  it('within every limit passes and costs its notional', () => {
    expect(ask(place())).toEqual({
      allowed: true,
      costs: [
        {
          orders: 1,
          cancels: 0,
          openOrders: 1,
          currency: 'USDT',
          notional: dec('100'),
          opens: dec('100'),
          openAfter: dec('100'),
        },
      ],
    });
  });

  it('over several limits is denied with each of them, its limit, what was asked and its rule', () => {
    const policy = bot({ order_notional: '500 USDT', daily_notional: '600 USDT', open_orders: 2, sides: ['sell'] });
    const state = world(used({ openOrders: 2, dailyNotional: new Map([['USDT', dec('50.5')]]) }));
    const scopes = scopesOf({
      keys: { main: { limits: { order_notional: '550 USDT' } }, other: { limits: { open_orders: 0 } } },
    });
    const intent = 0;
    expect(
      ask(place({ quantity: dec('6'), instrument: instrument('XRP/USDT', 'spot') }), policy, state, scopes),
    ).toEqual({
      allowed: false,
      reasons: [
        { code: 'market-unlisted', limit: '2 markets', actual: 'XRP/USDT', rule: 'bots.grid.markets', intent },
        { code: 'side-unlisted', limit: 'sell', actual: 'buy', rule: 'bots.grid.limits.sides', intent },
        { code: 'open-orders', limit: '2', actual: '3', rule: 'bots.grid.limits.open_orders', intent },
        {
          code: 'order-notional',
          limit: '500 USDT',
          actual: '600 USDT',
          rule: 'bots.grid.limits.order_notional',
          intent,
        },
        {
          code: 'daily-notional',
          limit: '600 USDT',
          actual: '650.5 USDT',
          rule: 'bots.grid.limits.daily_notional',
          intent,
        },
        {
          code: 'order-notional',
          limit: '550 USDT',
          actual: '600 USDT',
          rule: 'scopes.keys.main.limits.order_notional',
          intent,
        },
      ],
    });
  });

  it.each<[string, string[], Parameters<typeof place>[0], Parameters<typeof bot>[0]]>([
    ['a type that is not listed', ['type-unlisted'], {}, { order_types: ['market'] }],
    [
      'a quote currency without an amount',
      ['currency-mismatch', 'currency-mismatch', 'currency-mismatch', 'market-unlisted'],
      { instrument: instrument('BTC/USDC', 'spot') },
      {},
    ],
    ['a price above the band', ['price-band'], { price: dec('110.000000000000000001') }, {}],
    ['a price below the band', ['price-band'], { price: dec('89.999999999999999999') }, {}],
    ['a price outside the band of its trigger', ['price-band'], { type: 'stop-limit', trigger: dec('120') }, {}],
    [
      'an inverse market',
      ['market-unlisted', 'currency-mismatch', 'currency-mismatch', 'currency-mismatch', 'not-modelled'],
      { instrument: inverse },
      {},
    ],
    ['reduce-only on spot', ['not-modelled'], { reduceOnly: true }, {}],
    ['a limit order without a price', ['parameter-invalid'], { price: undefined }, {}],
  ])('is denied for %s', (_, expected, changes, limits) => {
    expect(codes(ask(place(changes), bot(limits))).sort()).toEqual([...expected].sort());
  });

  it('of a bot that may only read is denied for that alone', () => {
    expect(codes(ask(place({ quantity: dec('99') }), bot({}, { may: ['read'] })))).toEqual(['may-trade']);
  });

  it('without a fresh reference price is denied while a band is in force', () => {
    const state = world({ referencePrice: () => undefined });
    expect(codes(ask(place(), bot(), state))).toEqual(['no-price']);
    expect(codes(ask(place(), bot({ price_band: 'unlimited' }), state))).toEqual([]);
    expect(
      codes(
        ask(place(), bot({ price_band: 'unlimited' }), state, scopesOf({ all: { limits: { price_band: '50%' } } })),
      ),
    ).toEqual(['no-price']);
  });

  it('without a price of its own needs a reference price even without a band', () => {
    const market = place({ type: 'market', price: undefined });
    for (const price of [undefined, quoted('0'), quoted('-1')]) {
      expect(codes(ask(market, bot({ price_band: 'unlimited' }), world({ referencePrice: () => price })))).toEqual([
        'no-price',
      ]);
    }
  });

  it.each([
    ['a market buy', { type: 'market' }],
    ['a market sell', { type: 'market', side: 'sell' }],
    ['a market buy by quote amount', { type: 'market', quantity: undefined, quoteAmount: dec('50') }],
    ['a stop buy', { type: 'stop', trigger: dec('101') }],
    ['a take-profit sell', { type: 'take-profit', side: 'sell', trigger: dec('101') }],
    ['a reduce-only market sell', { type: 'market', side: 'sell', instrument: perp, reduceOnly: true }],
  ] as const)('is denied as %s where the spread is wider than a band in force', (_, changes) => {
    const order = place({ price: undefined, ...changes });
    const thin = world({ referencePrice: () => quoted('100', '4') });
    expect(codes(ask(order, bot({ price_band: '4%' }), thin))).toEqual([]);
    expect(codes(ask(order, bot({ price_band: '3.999999%' }), thin))).toEqual(['price-band']);
    expect(codes(ask(order, bot({ price_band: 'unlimited' }), thin))).toEqual([]);
    const scopes = scopesOf({ all: { limits: { price_band: '3%' } } });
    expect(ask(order, bot({ price_band: 'unlimited' }), thin, scopes)).toMatchObject({
      reasons: [{ code: 'price-band', limit: '3% spread', actual: '4% spread', rule: 'scopes.all.limits.price_band' }],
    });
  });

  it('with a limit price does not look at the spread', () => {
    const thin = world({ referencePrice: () => quoted('100', '40') });
    expect(codes(ask(place(), bot({ price_band: '1%' }), thin))).toEqual([]);
    expect(codes(ask(place({ type: 'stop-limit', trigger: dec('100') }), bot({ price_band: '1%' }), thin))).toEqual([]);
  });

  it('without a limit price needs bid and ask while a band is in force, unless it only reduces', () => {
    const market = { type: 'market', price: undefined } as const;
    for (const reference of [
      { price: dec('100') },
      { price: dec('100'), ask: dec('100') },
      { price: dec('100'), bid: dec('0'), ask: dec('0') },
    ]) {
      const state = world({ referencePrice: () => reference });
      expect(ask(place(market), bot(), state)).toMatchObject({
        reasons: [{ code: 'no-price', limit: 'a fresh bid and ask' }],
      });
      expect(codes(ask(place(market), bot({ price_band: 'unlimited' }), state))).toEqual([]);
      expect(codes(ask(place({ ...market, instrument: perp, reduceOnly: true }), bot(), state))).toEqual([]);
    }
  });

  it.each([
    ['a market buy at the ask', { type: 'market' }, '105'],
    ['a market sell at the middle', { type: 'market', side: 'sell' }, '100'],
    ['a stop buy at the ask when it is higher than the trigger', { type: 'stop', trigger: dec('101') }, '105'],
    ['a stop buy at the trigger when it is higher than the ask', { type: 'stop', trigger: dec('106') }, '106'],
    ['a take-profit buy at the ask', { type: 'take-profit', trigger: dec('95') }, '105'],
    ['a stop sell at the middle or the trigger', { type: 'stop', side: 'sell', trigger: dec('95') }, '100'],
  ] as const)('counts as %s', (_, changes, notional) => {
    const thin = world({ referencePrice: () => quoted('100', '10') });
    expect(cost(ask(place({ price: undefined, ...changes }), bot(), thin))).toMatchObject({
      notional: dec(notional),
      opens: dec(notional),
    });
  });

  it('that only reduces counts towards rates and open orders, not towards notional', () => {
    const state = world({ referencePrice: () => undefined });
    const big = place({ instrument: perp, reduceOnly: true, quantity: dec('1000000') });
    expect(cost(ask(big, bot(), state))).toMatchObject({ orders: 1, openOrders: 1, notional: 0n, opens: 0n });
    const close = place({
      instrument: perp,
      closePosition: true,
      quantity: undefined,
      price: undefined,
      type: 'market',
    });
    expect(codes(ask(close, bot(), state))).toEqual([]);
    expect(codes(ask(big, bot({ open_orders: 0, orders_per_minute: 0 }), state))).toEqual([
      'order-rate',
      'open-orders',
    ]);
  });

  it('that the exchange only validates is decided alike and costs nothing', () => {
    const test = place({ validateOnly: true });
    expect(cost(ask(test))).toMatchObject({ orders: 0, openOrders: 0, notional: 0n, opens: 0n });
    expect(codes(ask(place({ validateOnly: true, quantity: dec('6') })))).toEqual(['order-notional']);
    expect(codes(ask([test, test], bot({ open_orders: 1 })))).toEqual([]);
  });

  it('of one bot is held to what its key and all bots have used', () => {
    const full = { ...world().usage.bot, dailyNotional: new Map([['USDT', dec('950')]]), openOrders: 9 };
    const state = world({ usage: { ...world().usage, key: full, all: full } });
    const scopes = scopesOf({
      all: { limits: { daily_notional: '1000 USDT' } },
      keys: { main: { limits: { open_orders: 9 } } },
    });
    const denied = ask(place(), bot(), state, scopes);
    expect(denied.allowed ? [] : denied.reasons.map(({ rule }) => rule)).toEqual([
      'scopes.keys.main.limits.open_orders',
      'scopes.all.limits.daily_notional',
    ]);
  });

  it('prints what the bot sent in clean ASCII only', () => {
    const denied = ask(place({ instrument: { ...spot, market: `A\nB\u001b[31m${'x'.repeat(99)}` } }));
    expect(denied.allowed ? '' : denied.reasons[0]!.actual).toBe(`A?B?[31m${'x'.repeat(56)}...`);
  });
});

describe('a batch', () => {
  it('is denied as a whole when its orders together are over a limit, naming the ones that go over', () => {
    const decision = ask([place(), place(), place()], bot({ daily_notional: '250 USDT', open_orders: 2 }));
    expect(decision.allowed ? [] : decision.reasons.map(({ code, intent }) => [code, intent])).toEqual([
      ['open-orders', 2],
      ['open-notional', 2],
      ['daily-notional', 2],
    ]);
  });

  it('adds up rates', () => {
    expect(codes(ask([place(), place()], bot({ orders_per_minute: 1 })))).toEqual(['order-rate']);
    expect(codes(ask([cancel, cancel], bot({ cancels_per_minute: 1 })))).toEqual(['cancel-rate']);
  });

  it('counts each quote currency on its own', () => {
    const both = { order_notional: ['100 USDT', '100 USDC'], daily_notional: ['100 USDT', '100 USDC'] };
    const policy = bot(both, { markets: ['BTC/USDT', 'BTC/USDC'] });
    expect(codes(ask([place(), place({ instrument: instrument('BTC/USDC', 'spot') })], policy))).toEqual([]);
  });

  it('that is no list is denied', () => {
    for (const odd of [false, undefined, null, 0, {}, 'read']) {
      expect(codes(decide(odd as never, bot(), noScopes, world()))).toEqual(['parameter-invalid']);
    }
  });

  it('that is empty is denied', () => {
    expect(codes(ask([]))).toEqual(['parameter-invalid']);
  });
});

describe('an amend', () => {
  const state = (changes: Parameters<typeof known>[0] = {}, rest = {}) =>
    world({ knownOrder: () => known(changes), ...rest });

  it('costs only the increase', () => {
    expect(cost(ask(amend({ quantity: dec('3') }), bot(), state()))).toEqual({
      orders: 1,
      cancels: 0,
      openOrders: 0,
      currency: 'USDT',
      notional: dec('200'),
      opens: dec('200'),
      openAfter: dec('300'),
    });
    expect(cost(ask(amend({ quantity: dec('0.5') }), bot(), state()))).toMatchObject({
      notional: 0n,
      opens: 0n,
      openAfter: dec('50'),
    });
  });

  it('does not count again what is filled', () => {
    const partly = state({ quantity: dec('4'), remaining: dec('1'), openNotional: dec('100') });
    expect(cost(ask(amend({ quantity: dec('4'), price: dec('101') }), bot(), partly))).toMatchObject({
      notional: dec('1'),
      openAfter: dec('101'),
    });
  });

  it('is held to order_notional by the whole order', () => {
    expect(codes(ask(amend({ quantity: dec('5') }), bot(), state()))).toEqual([]);
    expect(codes(ask(amend({ quantity: dec('5.000000000000000001') }), bot(), state()))).toEqual(['order-notional']);
  });

  it('of an unknown order is denied unless every notional limit is unlimited and foreign orders may be touched', () => {
    const unlimited = { order_notional: 'unlimited', daily_notional: 'unlimited', open_notional: 'unlimited' };
    const open = { ...unlimited, cancel_foreign: true };
    expect(codes(ask(amend({ quantity: dec('5') }), bot(unlimited)))).toEqual(['amend-unknown']);
    expect(codes(ask(amend({ quantity: dec('5') }), bot({ cancel_foreign: true })))).toEqual(['amend-unknown']);
    expect(codes(ask(amend(), bot(open), world(), scopesOf({ all: { limits: { cancel_foreign: false } } })))).toEqual([
      'amend-unknown',
    ]);
    expect(codes(ask(amend({ quantity: dec('5') })))).toEqual(['amend-unknown']);
    expect(codes(ask(amend({ quantity: dec('5') }), bot(open)))).toEqual([]);
    expect(codes(ask(amend(), bot({ ...open, open_notional: '5 USDT' })))).toEqual(['amend-unknown']);
    expect(
      codes(ask(amend(), bot(open), world(), scopesOf({ all: { limits: { daily_notional: '9 USDT' } } }))),
    ).toEqual(['amend-unknown']);
    expect(codes(ask(amend(), bot({ ...open, sides: ['sell'] })))).toEqual(['amend-unknown']);
    expect(codes(ask(amend({ side: 'buy' }), bot({ ...open, sides: ['sell'] })))).toEqual(['side-unlisted']);
  });

  it.each<[string, string[], Parameters<typeof amend>[0], Parameters<typeof known>[0]]>([
    ["another bot's order", ['order-foreign'], {}, { bot: 'other' }],
    ['an order that no bot placed', ['order-foreign'], {}, { bot: undefined }],
    ['an order of another market', ['parameter-invalid'], {}, { instrument: perp }],
    [
      'an order of another market of the same kind',
      ['parameter-invalid'],
      {},
      { instrument: instrument('ETH/USDT', 'spot') },
    ],
    ['an order of the other side', ['parameter-invalid'], { side: 'sell' }, {}],
    ['a price outside the band', ['price-band'], { price: dec('120') }, {}],
    ['a quantity of zero', ['parameter-invalid', 'amend-unknown'], { quantity: dec('0') }, {}],
    ['a price of zero', ['parameter-invalid', 'price-band'], { price: dec('0') }, {}],
    ['an order of no known size', ['amend-unknown'], {}, { quantity: dec('0'), remaining: dec('0') }],
    [
      'an unlisted market',
      ['market-unlisted'],
      { instrument: instrument('XRP/USDT', 'spot') },
      { instrument: instrument('XRP/USDT', 'spot') },
    ],
  ])('is denied for %s', (_, expected, changes, order) => {
    expect(codes(ask(amend(changes), bot(), state(order)))).toEqual(expected);
  });

  it("of another bot's order passes with cancel_foreign, unless a scope says no", () => {
    const foreign = state({ bot: 'other' });
    expect(codes(ask(amend(), bot({ cancel_foreign: true }), foreign))).toEqual([]);
    expect(codes(ask(amend(), bot({ cancel_foreign: true }), foreign, scopesOf({ all: { limits: {} } })))).toEqual([]);
    expect(
      codes(
        ask(amend(), bot({ cancel_foreign: true }), foreign, scopesOf({ all: { limits: { cancel_foreign: false } } })),
      ),
    ).toEqual(['order-foreign']);
  });

  it('that adds nothing passes though the budgets are spent', () => {
    const spent = new Map([['USDT', dec('9999')]]);
    const over = state({}, used({ openNotional: spent, dailyNotional: spent }));
    expect(codes(ask(amend({ quantity: dec('0.5') }), bot(), over))).toEqual([]);
    expect(codes(ask(amend({ quantity: dec('1.5') }), bot(), over))).toEqual(['open-notional', 'daily-notional']);
  });

  it('counts towards the order rate, not towards open orders, and keeps the hours', () => {
    expect(codes(ask(amend(), bot({ orders_per_minute: 0 }), state()))).toEqual(['order-rate']);
    expect(codes(ask(amend(), bot({ open_orders: 0 }), state()))).toEqual([]);
    expect(codes(ask(amend(), bot({ hours: ['01:00-02:00'] }), state()))).toEqual(['hours']);
  });

  it('is held to the band by a new trigger that its price is far from, and by the price of an unknown order', () => {
    const unlimited = { order_notional: 'unlimited', daily_notional: 'unlimited', open_notional: 'unlimited' };
    const open = { ...unlimited, cancel_foreign: true };
    const stop = { type: 'stop-limit', trigger: dec('100') } as const;
    expect(codes(ask(amend({ trigger: dec('120') }), bot(), state(stop)))).toEqual(['price-band']);
    expect(codes(ask(amend({ price: dec('120') }), bot(open)))).toEqual(['price-band']);
    expect(codes(ask(amend({ trigger: dec('120') }), bot(open)))).toEqual([]);
  });

  it('charges the day with what it adds, whatever was filled since at the old price', () => {
    const rich = bot({ order_notional: '5000 USDT', price_band: 'unlimited' });
    // Half of 1 at 100 is filled: the other half holds 50 of the day. At 200 it may cost 100.
    const half = { remaining: dec('0.5'), dailyHeld: dec('50') };
    expect(cost(ask(amend({ price: dec('200') }), rich, state(half)))).toMatchObject({ notional: dec('50') });
    // Two more at half the price: the first may be filled by now, so both come on top.
    const cheaper = amend({ quantity: dec('3'), price: dec('50') });
    expect(cost(ask(cheaper, rich, state()))).toMatchObject({
      notional: dec('100'),
      opens: dec('50'),
      openAfter: dec('150'),
    });
    expect(cost(ask(amend({ price: dec('100') }), rich, state({ dailyHeld: dec('0') })))).toMatchObject({
      notional: dec('100'),
      opens: 0n,
    });
  });

  it('of an order that claims to be reduce-only on spot counts in full', () => {
    expect(codes(ask(amend({ quantity: dec('6') }), bot(), state({ reduceOnly: true })))).toEqual(['order-notional']);
  });

  it('of a stop order without a limit price counts a buy at the ask, and is denied where the spread is wider than the band', () => {
    const stop = { type: 'stop', price: undefined, trigger: dec('101'), openNotional: dec('101') } as const;
    const thin = { referencePrice: () => quoted('100', '10') };
    expect(cost(ask(amend({ quantity: dec('2') }), bot(), state(stop, thin)))).toMatchObject({ openAfter: dec('210') });
    expect(codes(ask(amend({ quantity: dec('2') }), bot({ price_band: '9%' }), state(stop, thin)))).toEqual([
      'price-band',
    ]);
    expect(codes(ask(amend({ quantity: dec('2') }), bot({ price_band: '9%' }), state({}, thin)))).toEqual([]);
  });

  it('of an order that is not known is denied where it may have no limit price and the spread is wider than the band', () => {
    const open = {
      order_notional: 'unlimited',
      daily_notional: 'unlimited',
      open_notional: 'unlimited',
      cancel_foreign: true,
    };
    const thin = world({ referencePrice: () => quoted('100', '10') });
    expect(codes(ask(amend({ quantity: dec('2') }), bot({ ...open, price_band: '9%' }), thin))).toEqual(['price-band']);
    expect(codes(ask(amend({ price: dec('100') }), bot({ ...open, price_band: '9%' }), thin))).toEqual([]);
  });

  it('without a fresh reference price passes only for an order that reduces', () => {
    const blind = { referencePrice: () => undefined };
    expect(codes(ask(amend(), bot(), state({}, blind)))).toEqual(['no-price']);
    const reducing = state({ instrument: perp, reduceOnly: true, openNotional: dec('0') }, blind);
    expect(codes(ask(amend({ instrument: perp, quantity: dec('9999') }), bot(), reducing))).toEqual([]);
  });
});

describe('a limit sell without a fresh reference price', () => {
  const blind = world({ referencePrice: () => undefined });
  const sell = place({ side: 'sell', price: dec('0.01') });
  const unlimited = {
    order_notional: 'unlimited',
    daily_notional: 'unlimited',
    open_notional: 'unlimited',
    price_band: 'unlimited',
  };

  it.each(['order_notional', 'daily_notional', 'open_notional'])(
    'is denied while %s is limited: its own price may hide its size',
    (limit) => {
      expect(codes(ask(sell, bot({ ...unlimited, [limit]: '5000 USDT' }), blind))).toEqual(['no-price']);
    },
  );

  it('is denied while a scope limits it', () => {
    const scopes = scopesOf({ keys: { main: { limits: { order_notional: '5000 USDT' } } } });
    expect(codes(ask(sell, bot(unlimited), blind, scopes))).toEqual(['no-price']);
  });

  it('passes where nothing is limited in money', () => {
    expect(codes(ask(sell, bot(unlimited), blind))).toEqual([]);
  });

  it('is denied as an amend, too', () => {
    const policy = bot({ price_band: 'unlimited' });
    const resting = world({ referencePrice: () => undefined, knownOrder: () => known({ side: 'sell' }) });
    expect(codes(ask(amend({ price: dec('0.01') }), policy, resting))).toEqual(['no-price']);
    expect(codes(ask(amend({ price: dec('0.01') }), bot(unlimited), resting))).toEqual([]);
  });
});

describe('reading', () => {
  it('needs the word read and costs nothing', () => {
    expect(cost(ask(read))).toMatchObject({ orders: 0, cancels: 0, notional: 0n });
    expect(codes(ask(read, bot({}, { may: ['trade'] })))).toEqual(['may-read']);
    expect(codes(ask(read, bot({}, { may: [] })))).toEqual(['may-read']);
  });
});

describe('hours', () => {
  const at = (hour: number, minute: number) => world({ nowMs: Date.UTC(2025, 0, 15, hour, minute, 30) });

  it.each<[string[], number, number, boolean]>([
    [['08:00-20:00'], 8, 0, true],
    [['08:00-20:00'], 7, 59, false],
    [['08:00-20:00'], 19, 59, true],
    [['08:00-20:00'], 20, 0, false],
    [['22:00-06:00'], 23, 0, true],
    [['22:00-06:00'], 0, 0, true],
    [['22:00-06:00'], 6, 0, false],
    [['00:00-24:00'], 23, 59, true],
    [['01:00-02:00', '05:00-06:00'], 5, 30, true],
    [['01:00-02:00', '05:00-06:00'], 3, 30, false],
  ])('%j at %i:%i', (hours, hour, minute, open) => {
    expect(codes(ask(place(), bot({ hours }), at(hour, minute)))).toEqual(open ? [] : ['hours']);
  });

  it('must hold in the bot and in its scopes', () => {
    const scopes = scopesOf({ all: { limits: { hours: ['12:00-13:00'] } } });
    expect(codes(ask(place(), bot({ hours: ['08:00-20:00'] }), at(12, 30), scopes))).toEqual([]);
    expect(codes(ask(place(), bot({ hours: ['08:00-20:00'] }), at(13, 0), scopes))).toEqual(['hours']);
  });

  it('refuse when the time is not a number', () => {
    expect(codes(ask(place(), bot({ hours: ['08:00-20:00'] }), world({ nowMs: Number.NaN })))).toEqual(['hours']);
  });
});

it('a bot whose notional limits are missing altogether can place nothing', () => {
  const policy = compileBot('grid', { key: 'main', may: ['trade'], markets: ['BTC/USDT'] });
  const denied = ask(place(), policy);
  expect(denied.allowed ? [] : denied.reasons.map(({ code, rule }) => `${code} ${rule}`)).toEqual([
    'currency-mismatch bots.grid.limits.order_notional',
    'currency-mismatch bots.grid.limits.open_notional',
    'currency-mismatch bots.grid.limits.daily_notional',
  ]);
});

describe('a fault inside', () => {
  it('is a denial with its own code', () => {
    const state = world({
      referencePrice: () => {
        throw new TypeError('lost');
      },
    });
    expect(codes(ask(place(), bot(), state))).toEqual(['internal']);
  });

  it('in the usage refuses', () => {
    const state = world(used({ ordersLastMinute: Number.NaN, openOrders: Number.NaN }));
    expect(codes(ask(place(), bot(), state))).toEqual(['order-rate', 'open-orders']);
  });
});

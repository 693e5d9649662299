import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, type Intent, orderTypes } from '../core/index.ts';
import { haltLevels } from '../halt/index.ts';
import { compileBot, compileScopes, type Policy, type Scopes } from './compile.ts';
import { decide } from './decide.ts';
import type { Cost } from './decision.ts';
import { botPolicySchema, type LimitsSettings, scopesSchema } from './grammar.ts';
import { dec, instrument, inverse, noon, perp, quoted, spot } from './scene.contract.ts';
import type { DecisionState, KnownOrder, Usage } from './state.ts';
import { tighten } from './tighten.contract.ts';

const instruments = [spot, perp, inverse, instrument('XRP/USDC', 'spot')];

/** Small amounts around the limits, in steps that make exact hits likely; sometimes zero, negative or a single unit off. */
const amount = fc
  .tuple(fc.integer({ min: -1, max: 24 }), fc.constantFrom(-1n, 0n, 0n, 0n, 1n))
  .map(([tens, off]) => (dec('10') * BigInt(tens) + off) as Decimal);
const small = fc.constantFrom(dec('-1'), dec('0'), dec('0.5'), dec('1'), dec('2'), 1n as Decimal);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const orderRef = fc.record({ orderId: fc.constantFrom('mine', 'other', 'none', 'reducing') });
const someInstrument = fc.constantFrom(...instruments);

/** A limit or market order that fits its type. */
const fitting = fc
  .tuple(
    fc.uuid(),
    fc.constantFrom(spot, perp),
    fc.constantFrom('buy', 'sell'),
    fc.boolean(),
    fc.constantFrom(dec('0.5'), dec('1')),
    fc.integer({ min: 8, max: 12 }),
  )
  .map(([clientOrderId, market, side, limit, quantity, tens]) => ({
    action: 'place-order',
    instrument: market,
    side,
    type: limit ? 'limit' : 'market',
    quantity,
    ...(limit ? { price: (dec('10') * BigInt(tens)) as Decimal } : {}),
    closePosition: false,
    reduceOnly: false,
    postOnly: false,
    clientOrderId,
    validateOnly: false,
  }));

const intent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 8, arbitrary: fitting },
  {
    weight: 4,
    arbitrary: fc.record({
      action: fc.constant('place-order'),
      instrument: fc.constantFrom(spot, spot, perp, ...instruments),
      side: fc.constantFrom('buy', 'sell'),
      type: fc.constantFrom('limit', 'limit', 'market', ...orderTypes),
      quantity: fc.option(small, { nil: undefined, freq: 9 }),
      price: fc.option(amount, { nil: undefined, freq: 3 }),
      trigger: fc.option(amount, { nil: undefined, freq: 2 }),
      quoteAmount: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: amount }),
      closePosition: fc.constantFrom(false, false, false, true),
      reduceOnly: fc.constantFrom(false, false, true),
      postOnly: fc.boolean(),
      clientOrderId: fc.string(),
      validateOnly: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      action: fc.constant('amend-order'),
      instrument: someInstrument,
      order: orderRef,
      quantity: maybe(small),
      price: maybe(amount),
      trigger: maybe(amount),
      side: maybe(fc.constantFrom('buy', 'sell')),
    }),
  },
  fc.record({ action: fc.constant('cancel-order'), instrument: maybe(someInstrument), order: orderRef }),
  fc.record({ action: fc.constant('cancel-all'), instrument: maybe(someInstrument) }),
  fc.record({
    action: fc.constant('change-setting'),
    setting: fc.constantFrom('leverage', 'margin-mode', 'position-mode', 'dead-man'),
    instrument: maybe(someInstrument),
    value: fc.oneof(fc.constantFrom('1', '2', '5', 'cross'), fc.string()),
  }),
  fc.record({ action: fc.constant('read') }),
) as fc.Arbitrary<Intent>;

const intents = fc.array(intent, { maxLength: 4 });
/** Such that a fair share is allowed. */
const likely = fc.array(
  fc.oneof({ weight: 5, arbitrary: fitting as fc.Arbitrary<Intent> }, { weight: 2, arbitrary: intent }),
  { minLength: 1, maxLength: 3 },
);

const money = fc.oneof(
  fc.constant('unlimited'),
  fc.nat(90).map((tens) => `${tens * 10} USDT`),
  fc.tuple(fc.nat(90), fc.nat(90)).map(([usdt, usdc]) => [`${usdt * 10} USDT`, `${usdc * 10} USDC`]),
);
const count = fc.oneof(fc.constant('unlimited' as const), fc.nat(9));
const limitFields = {
  sides: fc.constantFrom(['buy'], ['sell'], ['buy', 'sell'], ['buy', 'sell'], ['buy', 'sell']),
  order_types: fc.constantFrom(['limit'], ['limit', 'market'], [...orderTypes], [...orderTypes]),
  open_orders: count,
  orders_per_minute: count,
  cancels_per_minute: count,
  open_notional: money,
  price_band: fc.oneof(
    fc.constant('unlimited'),
    fc.nat(200).map((value) => `${value}%`),
  ),
  leverage: fc.integer({ min: 1, max: 5 }),
  hours: fc.constantFrom(['00:00-24:00'], ['11:00-13:00'], ['12:00-12:01'], ['13:00-11:00']),
  cancel_foreign: fc.boolean(),
};
/** At most three of the optional limits, so that a fair share is allowed. */
function some(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<LimitsSettings> {
  const names = fc.subarray(Object.keys(fields), { maxLength: 3 });
  return names.chain(
    (kept) => fc.record(Object.fromEntries(kept.map((name) => [name, fields[name]!]))) as fc.Arbitrary<LimitsSettings>,
  );
}
const botLimits = fc
  .tuple(some(limitFields), fc.record({ order_notional: money, daily_notional: money }))
  .map(([optional, required]) => ({ ...optional, ...required }));
const scopeLimits = some({ ...limitFields, order_notional: money, daily_notional: money });
const scopeSettings = fc.record(
  { all: fc.record({ limits: scopeLimits }), keys: fc.record({ main: fc.record({ limits: scopeLimits }) }) },
  { requiredKeys: [] },
);

/** Compiles without the check that every quote currency is covered, so that uncovered ones meet `decide` too. */
function policyOf(limits: LimitsSettings, may: ('read' | 'trade')[] = ['read', 'trade']): Policy {
  return compileBot('grid', { key: 'main', may, markets: ['BTC/USDT', 'ETH/USDT:USDT', 'XRP/USDC'], limits });
}

function scopesFrom(settings: unknown): Scopes {
  return compileScopes(scopesSchema.parse(settings));
}

const byCurrency = fc.record({ USDT: amount, USDC: amount }, { requiredKeys: [] }).map((value) => {
  const entries = Object.entries(value) as [string, Decimal][];
  return new Map(entries.filter(([, sum]) => sum >= 0n));
});
const usage: fc.Arbitrary<Usage> = fc.record({
  ordersLastMinute: fc.nat(4),
  cancelsLastMinute: fc.nat(4),
  openOrders: fc.nat(4),
  openNotional: byCurrency,
  dailyNotional: byCurrency,
});

const world: fc.Arbitrary<DecisionState> = fc
  .record({
    haltLevel: fc.oneof(
      { weight: 7, arbitrary: fc.constant('run' as const) },
      { weight: 2, arbitrary: fc.constantFrom(...haltLevels) },
    ),
    usage: fc.record({ bot: usage, key: usage, all: usage }),
    reference: fc.option(
      fc.tuple(fc.constantFrom('50', '100', '100', '100', '0'), fc.constantFrom('0', '0', '1', '10', '60', 'none')),
      { nil: undefined, freq: 5 },
    ),
    remaining: fc.constantFrom(dec('0.5'), dec('1')),
    foreign: fc.nat(1),
    current: maybe(fc.constantFrom('1', '2', '5', 'cross')),
  })
  .map(({ haltLevel, usage: used, reference, remaining, foreign, current }) => ({
    haltLevel,
    nowMs: noon,
    usage: used,
    referencePrice: () => reference && (reference[1] === 'none' ? { price: dec(reference[0]) } : quoted(...reference)),
    setting: () => current,
    foreignOpenOrders: () => foreign,
    knownOrder: ({ orderId }, named) =>
      orderId === undefined ? undefined : known(orderId, remaining, named?.market === perp.market),
  }));

function known(id: string | undefined, remaining: Decimal, onPerp: boolean): KnownOrder | undefined {
  if (id === 'none') return undefined;
  const reduceOnly = id === 'reducing';
  return {
    instrument: onPerp || reduceOnly ? perp : spot,
    side: 'buy',
    quantity: dec('1'),
    remaining,
    price: dec('100'),
    openNotional: reduceOnly ? dec('0') : (((dec('100') * remaining) / dec('1')) as Decimal),
    bot: id === 'other' ? 'other' : 'grid',
    reduceOnly,
  };
}

describe('decide', () => {
  it('never throws and never fails inside on intents of the right shape', () => {
    fc.assert(
      fc.property(intents, botLimits, scopeSettings, world, (asked, limits, scopes, state) => {
        const decision = decide(asked, policyOf(limits), scopesFrom(scopes), state);
        if (decision.allowed) {
          expect(asked.length).toBeGreaterThan(0);
          expect(decision.costs).toHaveLength(asked.length);
          return;
        }
        expect(decision.reasons.length).toBeGreaterThan(0);
        for (const reason of decision.reasons) {
          expect(reason.code).not.toBe('internal');
          expect(`${reason.limit}${reason.actual}${reason.rule}`).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws on anything at all, and allows none of it but reads and cancels', () => {
    const harmless = ['read', 'cancel-order', 'cancel-all'];
    const odd = fc.oneof(
      fc.anything(),
      fc.record({
        action: fc.constantFrom(
          'place-order',
          'amend-order',
          'cancel-order',
          'cancel-all',
          'change-setting',
          'read',
          'withdraw',
        ),
        instrument: fc.anything(),
        order: fc.anything(),
        value: fc.anything(),
        setting: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(odd), fc.anything()), world, (asked, state) => {
        const decision = decide(
          asked as Intent[],
          policyOf({ order_notional: '100 USDT', daily_notional: '100 USDT' }),
          scopesFrom({}),
          state,
        );
        if (!decision.allowed) return;
        for (const { action } of asked as Intent[]) expect(harmless).toContain(action);
      }),
      { numRuns: 3000 },
    );
  });

  it('allows nothing that exceeds a limit', () => {
    let allowed = 0;
    fc.assert(
      fc.property(likely, botLimits, scopeSettings, world, (asked, limits, scopes, state) => {
        const policy = policyOf(limits);
        const compiled = scopesFrom(scopes);
        const decision = decide(asked, policy, compiled, state);
        if (!decision.allowed) return;
        allowed++;
        const total = (pick: (cost: Cost) => number) => decision.costs.reduce((sum, cost) => sum + pick(cost), 0);
        for (const [own, used] of [
          [policy.limits, state.usage.bot],
          [compiled.keys.get('main'), state.usage.key],
          [compiled.all, state.usage.all],
        ] as const) {
          if (!own) continue;
          const orders = total((cost) => cost.orders);
          const opened = total((cost) => cost.openOrders);
          const cancels = total((cost) => cost.cancels);
          if (orders > 0) expect(used.ordersLastMinute + orders).toBeLessThanOrEqual(own.ordersPerMinute ?? Infinity);
          if (opened > 0) expect(used.openOrders + opened).toBeLessThanOrEqual(own.openOrders ?? Infinity);
          if (cancels > 0)
            expect(used.cancelsLastMinute + cancels).toBeLessThanOrEqual(own.cancelsPerMinute ?? Infinity);
          for (const currency of ['USDT', 'USDC', 'USD']) {
            const mine = decision.costs.filter((cost) => cost.currency === currency);
            const day = mine.reduce((sum, cost) => sum + cost.notional, 0n);
            const open = mine.reduce((sum, cost) => sum + cost.opens, 0n);
            for (const cost of mine)
              if (own.orderNotional && cost.openOrders > 0)
                expect(cost.notional <= (own.orderNotional.get(currency) ?? 0n)).toBe(true);
            if (own.dailyNotional && day > 0n)
              expect((used.dailyNotional.get(currency) ?? 0n) + day <= (own.dailyNotional.get(currency) ?? -1n)).toBe(
                true,
              );
            if (own.openNotional && open > 0n)
              expect((used.openNotional.get(currency) ?? 0n) + open <= (own.openNotional.get(currency) ?? -1n)).toBe(
                true,
              );
          }
        }
        asked.forEach((one, index) => {
          if (one.action !== 'place-order' || one.reduceOnly || one.closePosition || one.validateOnly) return;
          const { price: middle, ask: best } = state.referencePrice(one.instrument) ?? {};
          const atMarket = (one.side === 'buy' ? best : undefined) ?? middle;
          const least = one.quoteAmount ?? (one.quantity! * (one.price ?? atMarket!)) / dec('1');
          expect(decision.costs[index]!.notional >= least).toBe(true);
          expect(decision.costs[index]!.openAfter).toBe(decision.costs[index]!.notional);
        });
      }),
      { numRuns: 3000 },
    );
    expect(allowed).toBeGreaterThan(100);
  });

  it('allows a batch, where it frees no client order id, only when it allows each of its intents alone', () => {
    fc.assert(
      fc.property(likely, botLimits, scopeSettings, world, (asked, limits, scopes, state) => {
        const policy = policyOf(limits);
        const compiled = scopesFrom(scopes);
        if (!decide(asked, policy, compiled, state).allowed) return;
        for (const one of asked) expect(decide([one], policy, compiled, state).allowed).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('tightening never allows more', () => {
  const cases = fc.tuple(likely, botLimits, world);

  it('by adding a scope', () => {
    fc.assert(
      fc.property(cases, scopeSettings, ([asked, limits, state], scopes) => {
        const policy = policyOf(limits);
        if (!decide(asked, policy, scopesFrom(scopes), state).allowed) return;
        expect(decide(asked, policy, scopesFrom({}), state).allowed).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('by lowering a limit', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat(3)), ([asked, limits, state], choices) => {
        const tight = tighten(limits, () => choices.next().value);
        if (!decide(asked, policyOf(tight), scopesFrom({}), state).allowed) return;
        expect(decide(asked, policyOf(limits), scopesFrom({}), state).allowed).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('by taking a permission away', () => {
    fc.assert(
      fc.property(cases, fc.subarray(['read' as const, 'trade' as const]), ([asked, limits, state], may) => {
        if (!decide(asked, policyOf(limits, may), scopesFrom({}), state).allowed) return;
        expect(decide(asked, policyOf(limits), scopesFrom({}), state).allowed).toBe(true);
      }),
    );
  });

  it('by lowering the halt level', () => {
    fc.assert(
      fc.property(cases, ([asked, limits, state]) => {
        const passed = haltLevels.map(
          (haltLevel) => decide(asked, policyOf(limits), scopesFrom({}), { ...state, haltLevel }).allowed,
        );
        expect(passed).toEqual([...passed].sort((a, b) => Number(b) - Number(a)));
        expect(passed[3]).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
});

it('the settings made here are ones that the schema accepts', () => {
  fc.assert(
    fc.property(botLimits, (limits) => {
      const settings = { key: 'main', may: ['read', 'trade'], markets: ['BTC/USDT'], limits };
      const result = botPolicySchema.safeParse(settings);
      expect(result.error?.issues ?? []).toEqual([]);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import type { Intent } from '../core/index.ts';
import type { Decision } from './decision.ts';
import { ask, bot, codes, instrument, known, perp, scopesOf, used, world } from './scene.contract.ts';

const cancel: Intent = { action: 'cancel-order', order: { orderId: '7' } };
const cancelAll: Intent = { action: 'cancel-all' };

function setting(name: 'leverage' | 'margin-mode' | 'position-mode' | 'dead-man', value: string): Intent {
  return { action: 'change-setting', setting: name, instrument: perp, value };
}

function cost(decision: Decision, index = 0) {
  if (!decision.allowed) throw new Error(`denied: ${codes(decision)}`);
  return decision.costs[index]!;
}

describe('cancels', () => {
  const foreign = world({ knownOrder: () => known({ bot: 'other' }), foreignOpenOrders: () => 1 });

  it('pass for orders of the bot and for unknown ones, in any market and at any hour', () => {
    const policy = bot({ hours: ['01:00-02:00'] });
    expect(cost(ask(cancel, policy))).toMatchObject({ cancels: 1, orders: 0, notional: 0n });
    expect(codes(ask({ ...cancel, instrument: instrument('XRP/USDT', 'spot') } as Intent, policy))).toEqual([]);
    expect(codes(ask(cancel, policy, world({ knownOrder: () => known() })))).toEqual([]);
    expect(codes(ask(cancelAll, policy))).toEqual([]);
  });

  it("of another's order are denied without cancel_foreign", () => {
    for (const intent of [cancel, cancelAll, setting('dead-man', '60000')]) {
      expect(codes(ask(intent, bot(), foreign))).toEqual(['order-foreign']);
      expect(codes(ask(intent, bot({ cancel_foreign: true }), foreign))).toEqual([]);
    }
  });

  it('that reach an order of another bot by the same name are denied without cancel_foreign', () => {
    const shared = world({ knownOrder: () => ({ ...known(), sharers: ['other'] }) });
    const mine = world({ knownOrder: () => ({ ...known({ bot: 'other' }), sharers: ['grid'] }) });
    for (const state of [shared, mine]) {
      expect(codes(ask(cancel, bot(), state))).toEqual(['order-foreign']);
      expect(codes(ask(cancel, bot({ cancel_foreign: true }), state))).toEqual([]);
    }
  });

  it('over their rate are denied', () => {
    const state = world(used({ cancelsLastMinute: 120 }));
    expect(codes(ask(cancel, bot(), state))).toEqual(['cancel-rate']);
    expect(codes(ask(cancel, bot({ cancels_per_minute: 'unlimited' }), state))).toEqual([]);
  });

  it('need a bot that may trade', () => {
    expect(codes(ask(cancel, bot({}, { may: ['read'] })))).toEqual(['may-trade']);
    expect(codes(ask(cancelAll, bot({}, { may: ['read'] })))).toEqual(['may-trade']);
  });
});

describe('a setting', () => {
  it.each<[string, Intent, string | undefined, string[]]>([
    ['leverage at the cap', setting('leverage', '3'), undefined, []],
    ['leverage below the cap, spelt otherwise', setting('leverage', '2.50'), undefined, []],
    ['leverage above the cap', setting('leverage', '3.1'), undefined, ['leverage']],
    ['leverage above the cap that is in force already', setting('leverage', '10'), '10.0', []],
    ['leverage that is no number', setting('leverage', 'max'), 'max', ['parameter-invalid']],
    ['leverage of zero', setting('leverage', '0'), undefined, ['parameter-invalid']],
    ['the same margin mode', setting('margin-mode', 'cross'), 'cross', []],
    ['another margin mode', setting('margin-mode', 'isolated'), 'cross', ['setting-refused']],
    [
      'a margin mode while the current one is not known',
      setting('margin-mode', 'cross'),
      undefined,
      ['setting-refused'],
    ],
    ['another position mode', setting('position-mode', 'hedge'), 'one-way', ['setting-refused']],
    ['a dead-man timer', setting('dead-man', '60000'), undefined, []],
    [
      'an unknown setting',
      { ...setting('leverage', '1'), setting: 'auto-borrow' } as never,
      undefined,
      ['setting-refused'],
    ],
  ])('%s', (_, intent, current, expected) => {
    expect(codes(ask(intent, bot({ leverage: 3 }), world({ setting: () => current })))).toEqual(expected);
  });

  it('leverage has a cap of 1 by default and the lowest cap of any scope', () => {
    expect(codes(ask(setting('leverage', '2')))).toEqual(['leverage']);
    const scopes = scopesOf({ keys: { main: { limits: { leverage: 2 } } } });
    expect(codes(ask(setting('leverage', '3'), bot({ leverage: 5 }), world(), scopes))).toEqual(['leverage']);
  });

  it('keeps the hours, which a dead-man timer need not', () => {
    expect(codes(ask(setting('leverage', '1'), bot({ hours: ['01:00-02:00'] })))).toEqual(['hours']);
    expect(codes(ask(setting('dead-man', '1'), bot({ hours: ['01:00-02:00'] })))).toEqual([]);
  });

  it('needs a bot that may trade the market', () => {
    expect(codes(ask(setting('leverage', '1'), bot({}, { may: ['read'] })))).toEqual(['may-trade']);
    expect(codes(ask(setting('leverage', '1'), bot({}, { markets: ['BTC/USDT'] })))).toEqual(['market-unlisted']);
  });
});

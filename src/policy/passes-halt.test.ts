import { describe, expect, it } from 'vitest';
import type { Intent } from '../core/index.ts';
import { amend, ask, bot, codes, dec, known, perp, place, world } from './scene.contract.ts';

const cancel: Intent = { action: 'cancel-order', order: { orderId: '7' } };
const cancelAll: Intent = { action: 'cancel-all' };
const read: Intent = { action: 'read' };
const reduceOnly = place({ instrument: perp, reduceOnly: true });

function setting(name: 'leverage' | 'margin-mode' | 'position-mode' | 'dead-man', value: string): Intent {
  return { action: 'change-setting', setting: name, instrument: perp, value };
}

describe('the halt level', () => {
  const reducing = known({ instrument: perp, reduceOnly: true, openNotional: dec('0') });
  const state = world({
    knownOrder: (order) => (order.orderId === undefined ? undefined : order.orderId === '8' ? reducing : known()),
    setting: (name) => (name === 'leverage' ? '5' : 'cross'),
  });
  const policy = bot({ leverage: 9 });

  it.each<[string, Intent, string[]]>([
    ['a read', read, ['', '', '', 'halt-seal']],
    ['a cancel', cancel, ['', '', '', 'halt-seal']],
    ['a cancel-all', cancelAll, ['', '', '', 'halt-seal']],
    ['a dead-man timer', setting('dead-man', '1'), ['', '', '', 'halt-seal']],
    ['a dead-man timer of a fraction', setting('dead-man', '0.5'), ['', '', '', 'halt-seal']],
    ['a dead-man timer in words', setting('dead-man', 'soon'), ['', '', '', 'halt-seal']],
    ...['0', '0.0', '00', '-0', '.0', '0e9', '0'.repeat(60)].map((off): [string, Intent, string[]] => [
      `a dead-man timer switched off with ${off}`,
      setting('dead-man', off),
      ['', 'halt-reduce', 'halt-halt', 'halt-seal'],
    ]),
    ['a reduce-only order', reduceOnly, ['', '', 'halt-halt', 'halt-seal']],
    ['a spot sell', place({ side: 'sell' }), ['', 'halt-reduce', 'halt-halt', 'halt-seal']],
    [
      'a spot order that says reduce-only',
      place({ reduceOnly: true }),
      ['not-modelled', 'halt-reduce,not-modelled', 'halt-halt,not-modelled', 'halt-seal,not-modelled'],
    ],
    ['the same leverage', setting('leverage', '5.0'), ['', '', 'halt-halt', 'halt-seal']],
    ['an order', place(), ['', 'halt-reduce', 'halt-halt', 'halt-seal']],
    ['an amend', amend(), ['', 'halt-reduce', 'halt-halt', 'halt-seal']],
    [
      'an amend of a reduce-only order',
      amend({ instrument: perp, order: { orderId: '8' } }),
      ['', '', 'halt-halt', 'halt-seal'],
    ],
    ['a lower leverage', setting('leverage', '4'), ['', '', 'halt-halt', 'halt-seal']],
    ['a higher leverage', setting('leverage', '6'), ['', 'halt-reduce', 'halt-halt', 'halt-seal']],
    ['a setting that keeps its value', setting('margin-mode', 'cross'), ['', '', 'halt-halt', 'halt-seal']],
  ])('decides on %s at run, reduce, halt and seal', (_, intent, expected) => {
    const found = (['run', 'reduce', 'halt', 'seal'] as const).map((haltLevel) =>
      codes(ask(intent, policy, { ...state, haltLevel })).join(),
    );
    expect(found).toEqual(expected);
  });

  it('that is not one of the four refuses like seal', () => {
    expect(codes(ask(read, bot(), world({ haltLevel: 'odd' as never })))).toEqual(['halt-seal']);
  });
});

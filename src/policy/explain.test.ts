import { expect, it } from 'vitest';
import { explainDecision } from './explain.ts';
import { ask, bot, dec, place } from './scene.contract.ts';

it('says what an allowed order costs', () => {
  expect(explainDecision(ask([place(), { action: 'read' }, { action: 'cancel-all' }]))).toEqual([
    'allowed',
    '  1. costs 1 order, 100 USDT of the day, 100 USDT left open',
    '  2. costs nothing',
    '  3. costs 1 cancel',
  ]);
});

it('says each limit that failed, what was asked, where it stands and what helps', () => {
  expect(explainDecision(ask(place({ quantity: dec('6') }), bot({ sides: ['sell'] })))).toEqual([
    'denied',
    "  side-unlisted: the side is not on the bot's list",
    '    limit sell; asked buy; rule bots.grid.limits.sides',
    '    Add it to `limits.sides`.',
    '  order-notional: the order is larger than its limit',
    '    limit 500 USDT; asked 600 USDT; rule bots.grid.limits.order_notional',
    '    Place a smaller order or raise `limits.order_notional`.',
  ]);
});

it('numbers the intents of a batch', () => {
  expect(explainDecision(ask([place(), place({ quantity: dec('6') })]))[1]).toBe(
    '  2. order-notional: the order is larger than its limit',
  );
});

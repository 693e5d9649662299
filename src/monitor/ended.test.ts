import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { OwnOrders } from './own-orders.ts';
import { answered, d, judgeOf, placed, START, seen } from './scene.contract.ts';

const kindOf = (told: unknown) => `${(told as Finding).kind} ${(told as Finding).severity ?? ''}`.trim();

function sceneOf(declared: Parameters<typeof judgeOf>[1] = {}, more: Record<string, string | boolean> = {}) {
  const { own, judge } = judgeOf(new OwnOrders(() => START), declared);
  own.take(placed('a', 0, more));
  own.take(answered('a', 50, '1'));
  return { own, judge, mine: own.find('main', { orderId: '1' })! };
}

describe('an own order that was changed by hand', () => {
  const owner = { who: 'the owner', fromMs: START, toMs: START + 10_000 };
  const changed = seen({ quantity: d('0.002'), updatedMs: START + 5_000 });

  it('is info where the owner has said so, once, and also when that time is over', () => {
    const { judge } = sceneOf({ declared: () => [owner] });
    const told = judge.order(changed) as Finding;
    expect(kindOf(told)).toBe('declared-order info');
    expect(told.says).toBe('an order of grid in BTC/USDT was changed by the owner, as declared');
    expect(kindOf(judge.order({ ...changed, updatedMs: START + 90_000 }))).toBe('own');
  });

  it.each([
    ['in another market', { ...owner, markets: ['ETH/USDT'] }],
    ['at another time', { ...owner, toMs: START + 4_000 }],
  ])('is an alarm where the owner has said so of what is %s', (_, declared) => {
    const { judge } = sceneOf({ declared: () => [declared] });
    expect(kindOf(judge.order(changed))).toBe('foreign-amend critical');
  });
});

describe('an own order that the exchange refused after it had taken it', () => {
  it('is info where its bot has just traded the other way: what it was to reduce was gone', () => {
    const { judge, mine, own } = sceneOf({ reducible: () => d('1') }, { reduceOnly: true });
    const refused = { filled: d('0'), isRefused: true } as const;
    const ended = () => kindOf(judge.ended(seen({ isProtective: true }), mine, refused, START + 1_000));
    expect(ended()).toBe('order-ended critical');
    own.take(placed('b', 500));
    expect(ended()).toBe('order-ended info');
  });

  it.each([
    ['a stop, which protects nothing any more', true, 'order-ended critical'],
    ['another order', false, 'order-ended warning'],
  ])('was cancelled by nobody: %s', (_, isProtective, told) => {
    const { judge, mine } = sceneOf();
    const ended = judge.ended(seen({ isProtective }), mine, { filled: d('0'), isRefused: true }, START + 1_000)!;
    expect([kindOf(ended), ended.isSecurity]).toEqual([told, false]);
    expect(ended.says).toContain('was refused by the exchange after it had taken it');
    expect(kindOf(judge.ended(seen({ isProtective }), mine, { filled: d('0') }, START + 1_000))).toBe(
      'foreign-cancel critical',
    );
  });
});

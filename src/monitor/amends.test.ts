import { describe, expect, it } from 'vitest';
import { feedOf, pageOf, watchOf } from './account.contract.ts';
import { answered, d, placed, seen } from './scene.contract.ts';

describe('an order that somebody else changes', () => {
  it('twice is told of twice, and each time once', async () => {
    let price = '50000';
    const scene = watchOf({
      feeds: [feedOf('open', 'open-orders')],
      show: () => pageOf(seen({ price: d(price) })),
    });
    for (const entry of [placed('a', 0), answered('a', 50, '1')]) scene.own.take(entry);
    await scene.look();
    for (price of ['70000', '90000']) for (let look = 0; look < 3; look++) await scene.look();
    expect(scene.kinds()).toEqual(['foreign-amend critical', 'foreign-amend critical']);
    expect(scene.found.map(({ about }) => about)).toEqual([
      'foreign-amend main 1 0.001 at 70000',
      'foreign-amend main 1 0.001 at 90000',
    ]);
  });
});

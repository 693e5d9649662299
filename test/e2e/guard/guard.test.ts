import { describe, expect, it } from 'vitest';
import { watches } from '../../../src/exchanges/index.ts';
import { GuardScene, spotOf } from './guard-scene.ts';

// Beside each other: for the most part they wait.
describe.concurrent.each(Object.keys(watches))('the monitor at %s', (exchange) => {
  it('says nothing of what the bot does, and tells of what a thief buys where no bot trades', {
    timeout: 120_000,
  }, async () => {
    const scene = await GuardScene.open(exchange, spotOf(exchange));
    try {
      await scene.settled();
      await scene.trade(3);
      await scene.settled();
      expect(scene.findings()).toEqual([]);
      expect((await scene.rob(['buy'])).worked).toContain('buy');
      const { found } = await scene.alarm(new Set(), ['foreign-order', 'books-open'], performance.now(), 40_000);
      expect(found.length).toBeGreaterThan(0);
      expect(scene.halt).toBe('halt');
    } finally {
      await scene.close();
    }
  });
});

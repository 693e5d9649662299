import { afterEach, describe, expect, it } from 'vitest';
import { watches } from '../../../src/exchanges/index.ts';
import { GuardScene } from './guard-scene.ts';

let scene: GuardScene;
afterEach(() => scene.close());

const market = (exchange: string) => (exchange === 'kraken' || exchange === 'coinbase' ? 'BTC/USD' : 'BTC/USDT');

describe.each(Object.keys(watches))('the monitor at %s', (exchange) => {
  it('says nothing of what the bot does, and tells of what a thief buys where no bot trades', {
    timeout: 90_000,
  }, async () => {
    scene = await GuardScene.open(exchange, market(exchange));
    await scene.settled();
    await scene.trade(3);
    await scene.settled();
    expect(scene.findings()).toEqual([]);
    const startedMs = Date.now();
    expect((await scene.rob(['buy'])).worked).toContain('buy');
    await expect.poll(() => scene.critical().length, { timeout: 40_000, interval: 100 }).toBeGreaterThan(0);
    const tookMs = Date.now() - startedMs;
    console.log(
      exchange,
      'alarm after',
      tookMs,
      'ms:',
      scene
        .critical()
        .map(({ says }) => says)
        .join(' | '),
    );
    expect(scene.halt).toBe('halt');
  });
});

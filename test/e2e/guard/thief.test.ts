import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { watches } from '../../../src/exchanges/index.ts';
import { GuardScene, spotOf } from './guard-scene.ts';
import { leaveOrders, scenarios } from './thief-scenarios.ts';

/** An alarm that comes later is not worth much. */
const MOST_MS = 10_000;

let scene: GuardScene;
const rows: string[] = [];
afterEach(() => scene.close());
afterAll(() => console.log(['time to alarm, in ms', ...rows].join('\n')));

describe.each(Object.keys(watches))('a thief at %s', (exchange) => {
  it('is told of, whatever he does, with all that a person needs to act', { timeout: 240_000 }, async () => {
    scene = await GuardScene.open(exchange, spotOf(exchange));
    await scene.settled();
    const open = await leaveOrders(scene);
    await scene.settled();
    await new Promise((done) => setTimeout(done, 20_500));
    expect(scene.findings()).toEqual([]);
    const slow: string[] = [];
    for (const { name, kinds, act } of scenarios(scene, open)) {
      const known = new Set(scene.critical().map(({ about }) => about));
      const startedMs = performance.now();
      await act();
      const { found, tookMs } = await scene.alarm(known, kinds, startedMs, 20_000);
      rows.push(
        `${exchange.padEnd(10)} ${name.padEnd(36)} ${String(Math.round(tookMs)).padStart(6)}  ${found
          .map(({ what, says }) => `${what}: ${says}`)
          .join(' | ')
          .slice(0, 150)}`,
      );
      if (tookMs > MOST_MS) slow.push(`${name} ${Math.round(tookMs)}`);
      if (found.length === 0) slow.push(`${name}: ${JSON.stringify(found)}`);
    }
    expect(scene.halt).toBe('halt');
    expect(slow).toEqual([]);
  });
});

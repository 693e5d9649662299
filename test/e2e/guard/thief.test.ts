import { afterAll, describe, expect, it } from 'vitest';
import { watches } from '../../../src/exchanges/index.ts';
import { GuardScene, spotOf } from './guard-scene.ts';
import { leaveOrders, scenarios } from './thief-scenarios.ts';

/** An alarm that comes later is not worth much. */
const MOST_MS = 10_000;
/** Also on a machine that is busy with other things, for which the monitor is not to blame. */
const MOST_BUSY_MS = 25_000;
/** After an order of a bot a change of its locks is taken for its own, so that the thief waits. */
const QUIET_MS = 20_500;

const rows: string[] = [];
afterAll(() =>
  console.log(['time to alarm, in ms; of that the processor was not to be had', ...rows.sort()].join('\n')),
);

// Beside each other: for the most part they wait.
describe.concurrent.each(Object.keys(watches))('a thief at %s', (exchange) => {
  it('is told of, whatever he does, with all that a person needs to act', { timeout: 400_000 }, async () => {
    const scene = await GuardScene.open(exchange, spotOf(exchange));
    try {
      await scene.settled();
      const open = await leaveOrders(scene);
      const quiet = new Promise((done) => setTimeout(done, QUIET_MS));
      await scene.settled();
      await quiet;
      expect(scene.findings()).toEqual([]);
      const slow: string[] = [];
      const all = scenarios(scene, open);
      for (const [at, { name, kinds, act }] of all.entries()) {
        await scene.rested();
        const known = new Set(scene.critical().map(({ about }) => about));
        const startedMs = performance.now();
        await act();
        const { found, tookMs, starvedMs } = await scene.alarm(known, kinds, startedMs, MOST_BUSY_MS);
        const times = `${String(Math.round(tookMs)).padStart(6)} ${String(Math.round(starvedMs)).padStart(5)}`;
        const says = found.map((one) => `${one.what}: ${one.says}`).join(' | ');
        rows.push(`${exchange.padEnd(9)} ${String(at).padStart(2)} ${name.padEnd(36)} ${times}  ${says.slice(0, 120)}`);
        if (found.length === 0) slow.push(`${name}: no alarm`);
        else if (tookMs - starvedMs > MOST_MS) slow.push(`${name}: ${times}`);
      }
      expect(scene.halt).toBe('halt');
      expect(slow).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});

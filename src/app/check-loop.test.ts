import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import type { Drift } from '../posture/index.ts';
import { type Alarm, Alarms } from './alarms.ts';
import { CheckLoop } from './check-loop.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A loop over these reports, the last one again and again; what it raised and ended. */
async function turns(
  drifts: readonly (readonly Drift[] | Error | undefined)[],
  uncompared: readonly (readonly string[])[] = [],
  unseen: readonly (readonly string[])[] = [],
): Promise<string[]> {
  const told: string[] = [];
  const alarms = new Alarms({ note: () => 0 }, silent);
  alarms.listen(({ severity, says }: Alarm, state) => told.push(state === 'raised' ? `${severity} ${says}` : state));
  let at = 0;
  const loop = new CheckLoop({
    everyHours: 10 / 3_600_000,
    alarms,
    log: silent,
    run: async () => {
      const turn = Math.min(at++, drifts.length - 1);
      const drift = drifts[turn];
      if (drift instanceof Error) throw drift;
      return { ...(drift ? { drift } : {}), uncompared: uncompared[turn] ?? [], unseen: unseen[turn] ?? [] };
    },
  });
  loop.start();
  while (at <= drifts.length) await sleep(5);
  await loop.stop();
  const runs = at;
  await sleep(30);
  expect(at).toBe(runs);
  return told.filter((one) => one !== 'again');
}

const worse: Drift = { id: 'HOST-02', about: 'sshd', was: 'pass', is: 'fail' };
const better: Drift = { id: 'HOST-03', about: 'sshd', was: 'fail', is: 'pass' };

describe('the checks of a running Keyward', () => {
  it('raise what is worse than the baseline once, and end it when it is as before', async () => {
    expect(await turns([[], [worse], [worse], [better]])).toEqual([
      'critical the state differs from the baseline: HOST-02 (sshd) was pass and is fail',
      'ended',
    ]);
  });
  it('warn of what is a warning, and say nothing of what is better or could not be seen', async () => {
    expect(await turns([[{ ...worse, is: 'warn' }]])).toEqual([expect.stringMatching(/^warning /)]);
    expect(await turns([[better, { ...worse, is: 'unknown' }]])).toEqual([]);
  });
  it('go on after a fault', async () => {
    expect(await turns([new Error('oh'), [worse]])).toHaveLength(1);
  });
  it('do not end it where the time ran out before it was looked at again', async () => {
    expect(await turns([[worse], []], [[], ['HOST']])).toHaveLength(1);
    expect(await turns([[worse], []])).toHaveLength(2);
  });
  it('do not end it where the thing cannot be seen, or nothing is compared', async () => {
    expect(await turns([[worse], []], [], [[], ['HOST-02']])).toHaveLength(1);
    expect(await turns([[worse], []], [], [[], ['HOST-03']])).toHaveLength(2);
    expect(await turns([[worse], undefined])).toHaveLength(1);
  });
  it('warn where they come to nothing again and again, until they do not', async () => {
    expect(await turns([new Error('oh'), new Error('oh'), []])).toEqual([
      expect.stringMatching(/^warning the checks have come to nothing 2 times in a row.*oh$/),
      'ended',
    ]);
  });
  it('tell how many more there are', async () => {
    const many = Array.from({ length: 7 }, (_, at) => ({ ...worse, about: `file ${at}` }));
    expect((await turns([many]))[0]).toMatch(/; and 3 more$/);
  });
});

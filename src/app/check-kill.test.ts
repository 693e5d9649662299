import { describe, expect, it } from 'vitest';
import { findingsOf, journalScene, partsAt } from '../../test/e2e/posture/look-scene.ts';
import { markOf } from '../core/index.ts';
import type { EntryFields } from '../journal/index.ts';
import { KillRecords } from '../killswitch/index.ts';
import { killFamily } from '../posture/index.ts';
import { lookKill } from './check-kill.ts';
import { bootId, RunRecords } from './run-records.ts';

const scene = journalScene('kill');

const halt = (from: string, to: string) => scene.journal.append('halt', { from, to, by: 'ann', reason: '' });
let count = 0;
/** An order that the journal says was let through, and what became of it. */
async function order(action: string, result: EntryFields['outcome']['result']): Promise<string> {
  const id = `decision-${++count}`;
  await scene.journal.append('decision', {
    id,
    bot: 'grid',
    key: 'main',
    fingerprint: 'f',
    exchange: 'binance',
    environment: 'live',
    method: 'POST',
    host: 'h',
    path: '/api/v3/order',
    class: 'trade',
    params: {},
    intents: [{ action }],
    effect: 'allow',
    reasons: [],
    costs: [],
  });
  await scene.journal.append('outcome', { of: id, result, durationMs: 1, orders: [] });
  return id;
}
const passed = async () => {
  const { passed: sight } = await lookKill(partsAt(scene.home, scene.home));
  return 'seen' in sight ? sight.seen.orders.map(({ decision }) => decision) : sight.unseen;
};

describe('orders in a halt', () => {
  it('are those that were sent behind its entry and before the one that ends it', async () => {
    await order('place-order', 'answered');
    await halt('run', 'halt');
    const placed = await order('place-order', 'answered');
    const amended = await order('amend-order', 'unknown');
    await order('place-order', 'not-sent');
    await order('cancel-order', 'answered');
    await halt('halt', 'reduce');
    await order('place-order', 'answered');
    await halt('reduce', 'run');
    await order('place-order', 'answered');
    expect(await passed()).toEqual([placed, amended]);
  });

  it('are none while the level was never lowered', async () => {
    await order('place-order', 'answered');
    expect(await passed()).toEqual([]);
  });
});

describe('a bot of keyward run', () => {
  it('that outlives a kill is told of, as long as it runs and the kill stands', async () => {
    const facts = await lookKill(partsAt(scene.home, scene.home));
    const [key = ''] = 'seen' in facts.accounts ? facts.accounts.seen.map((one) => one.key) : [];
    const bot = Object.entries(partsAt(scene.home, scene.home).settings.bots).find(([, one]) => one.key === key)![0];
    const runs = new RunRecords(scene.home);
    const startedAt = '2026-01-01T00:00:00.000Z';
    runs.write({ version: 1, bot, program: 'python3', process: markOf(process.pid), boot: bootId(), startedAt });
    const kill = {
      version: 1,
      id: '01KQ0000000000000000000000',
      startedAt: '2026-01-02T00:00:00.000Z',
      by: 'ann',
      why: '',
      keys: [key],
      wishes: { depth: 'flat', keep: [], withinMs: 1 },
      reports: [],
    } as const;
    const told = async () =>
      findingsOf(killFamily.checks, await lookKill(partsAt(scene.home, scene.home)), 'KILL-04').find(
        ({ about }) => about === `bot ${bot}`,
      )?.result;
    expect(await told()).toBe('pass');
    new KillRecords(scene.home).write(kill);
    expect(await told()).toBe('fail');
    new KillRecords(scene.home).write({ ...kill, resumedAt: '2026-01-03T00:00:00.000Z' });
    expect(await told()).toBe('pass');
    runs.write({ version: 1, bot, program: 'python3', process: markOf(process.pid), boot: 'another boot', startedAt });
    expect(await told()).toBeUndefined();
  });
});

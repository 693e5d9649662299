import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GuardScene } from './guard-scene.ts';

const SPOT = 'BTC/USDT';
const blind = { monitor: { trips: { blind: 'reduce' } } };

/** Opens a scene, and closes it whatever happens. */
async function within(more: Record<string, unknown>, act: (scene: GuardScene) => Promise<void>): Promise<void> {
  const scene = await GuardScene.open('bybit', SPOT, more);
  try {
    await scene.settled();
    expect([scene.findings(), scene.halt]).toEqual([[], 'run']);
    await act(scene);
  } finally {
    await scene.close();
  }
}

const alarmOf = (scene: GuardScene, kind: string) =>
  scene.keys.keyward.alarms.current.find(({ about }) => about.startsWith(kind));

/** Until there is such an alarm, or none any more. */
async function until(scene: GuardScene, kind: string, isThere: boolean, timeoutMs: number): Promise<void> {
  const startedMs = performance.now();
  while ((alarmOf(scene, kind) !== undefined) !== isThere) {
    if (performance.now() - startedMs > timeoutMs) throw new Error(`${kind} ${isThere ? 'never came' : 'stays'}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** What its owner knows is in the journal, as `keyward watch ack` writes it. */
async function acknowledge(scene: GuardScene, about: string): Promise<void> {
  const { state } = scene.keys;
  const at = new Date().toISOString();
  await state.journal.append('declared', { key: 'main', about, from: at, until: at, by: 'test', why: 'known' });
}

// Beside each other: for the most part they wait.
describe.concurrent('a monitor that cannot see', () => {
  it('says which list it cannot read, and lets the bots only reduce where the settings say so', {
    timeout: 200_000,
  }, async () => {
    await within(blind, async (scene) => {
      const fault = { kind: 'server-error', exchange: 'bybit', path: '/v5/account/wallet-balance' } as const;
      const heal = scene.keys.practice.faults.set(fault);
      await until(scene, 'feed-unknown', true, 85_000);
      const alarm = alarmOf(scene, 'feed-unknown main unified balances') ?? alarmOf(scene, 'feed-unknown')!;
      expect(alarm.says).toMatch(/^nobody knows what unified (balances|equity) shows/);
      expect(alarm.done).toBe('let the bots only reduce');
      expect(scene.halt).toBe('reduce');
      await until(scene, 'feed-unknown main unified balances', true, 20_000);
      // Known to its owner until it ends: what comes after is another one.
      await acknowledge(scene, 'feed-unknown main unified balances');
      await until(scene, 'feed-unknown main unified balances', false, 5_000);
      heal();
      await scene.settled();
      scene.keys.practice.faults.set(fault);
      await until(scene, 'feed-unknown main unified balances', true, 85_000);
    });
  });

  it('says that the clocks lie apart, and that they are together again', { timeout: 150_000 }, async () => {
    await within(blind, async (scene) => {
      const heal = scene.keys.practice.faults.set({ kind: 'clock-skew', skewMs: 4_000 });
      await until(scene, 'clock', true, 60_000);
      expect(alarmOf(scene, 'clock')).toMatchObject({
        says: expect.stringMatching(/^the clock of this host is \d+ ms behind the exchange's of main$/),
        done: 'let the bots only reduce',
      });
      expect(scene.halt).toBe('reduce');
      heal();
      await until(scene, 'clock', false, 60_000);
    });
  });

  it('says that nobody watches an account, from the start on, and ends that when it is watched', {
    timeout: 120_000,
  }, async () => {
    await within(blind, async (scene) => {
      await scene.down();
      const heal = scene.keys.practice.faults.set({ kind: 'server-error', exchange: 'bybit' });
      await scene.up();
      expect(scene.findings()).toEqual([]);
      await until(scene, 'feed-unknown main account', true, 30_000);
      expect(alarmOf(scene, 'feed-unknown main account')).toMatchObject({
        severity: 'critical',
        says: 'nobody watches the account of main: the exchange tells neither its time nor its markets',
        done: 'let the bots only reduce',
      });
      heal();
      await until(scene, 'feed-unknown main account', false, 30_000);
      await scene.settled();
    });
  });

  it('halts the bots when the journal has lost what it had', { timeout: 90_000 }, async () => {
    await within({}, async (scene) => {
      await scene.trade(2);
      await scene.settled();
      await scene.down();
      const folder = join(scene.keys.home, 'journal');
      const [name] = readdirSync(folder)
        .filter((one) => !one.startsWith('torn'))
        .sort()
        .slice(-1);
      const path = join(folder, name!);
      const lines = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, `${lines.slice(0, -8).join('\n')}\n`);
      await scene.up();
      await until(scene, 'journal-gap', true, 10_000);
      expect(scene.halt).toBe('halt');
      expect(alarmOf(scene, 'journal-gap')).toMatchObject({
        severity: 'critical',
        says: expect.stringMatching(/^the journal ends at entry \d+, and ended at entry \d+ when Keyward last ran/),
        done: 'halted all bots',
        next: 'keyward kill',
      });
    });
  });
});

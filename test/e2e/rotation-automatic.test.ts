import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../src/practice/index.ts';
import { KeysScene, masterKey } from './keys-scene.ts';

const SETTLE_MS = 300;
let scene: KeysScene;
let old: MintedKey;
afterEach(() => scene.close());

/** A Keyward that audits once a day, and is started anew more often than that. */
async function open(subAccount = '100400345', graceMinutes = 0): Promise<void> {
  scene = await KeysScene.open({
    exchange: 'bybit',
    key: { rotate: { by: 'master', subAccount, automatic: true, graceMinutes } },
    keys: {
      master: masterKey('bybit'),
    },
    bots: {},
    audit: { everyHours: 24 },
    settleMs: SETTLE_MS,
  });
  old = scene.mint({ subAccount: '100400345', label: 'before' });
  scene.putEnv(old);
  scene.putEnv(scene.mint({ permissions: { read: true, admin: true }, label: 'master' }), 'master.env');
  await scene.up();
}

/** What is said is due at the next start. */
async function makeDue(): Promise<void> {
  await scene.operations.keyEvent({ event: 'new-host', keys: ['main'], by: 'a test' });
  await scene.down();
  await scene.up();
}

const living = () =>
  scene.practice.keys.all().filter(({ subAccount, revoked }) => subAccount === '100400345' && !revoked);
const failures = async (): Promise<number> =>
  (await scene.entries('rotation')).filter((entry) => entry.kind === 'rotation' && entry.state === 'failed').length;

describe('a key that is due', () => {
  it('is replaced soon after a start, though no start lives for a whole turn', async () => {
    await open();
    await makeDue();
    await expect
      .poll(async () => (await scene.entries('key-record')).length, { timeout: 20_000, interval: 100 })
      .toBe(1);
    expect(living().map(({ id }) => id === old.id)).toEqual([false]);
  }, 40_000);

  it('is replaced soon after an event makes it due, without a start and without waiting for the next audit', async () => {
    await open();
    await sleep(2 * SETTLE_MS);
    await scene.operations.keyEvent({ event: 'leaked', keys: ['main'], by: 'a test' });
    await expect
      .poll(async () => (await scene.entries('key-record')).length, { timeout: 20_000, interval: 100 })
      .toBe(1);
    expect(living().map(({ id }) => id === old.id)).toEqual([false]);
  }, 40_000);

  it('is replaced soon after an event that comes before the first look of a start', async () => {
    await open();
    await scene.keyward.audit(true);
    await scene.operations.keyEvent({ event: 'leaked', keys: ['main'], by: 'a test' });
    await expect
      .poll(async () => (await scene.entries('key-record')).length, { timeout: 20_000, interval: 100 })
      .toBe(1);
  }, 40_000);

  it('is not tried again by the next start when it has just failed; the alarm is raised again', async () => {
    await open('100400999');
    await makeDue();
    await expect.poll(failures, { timeout: 20_000, interval: 100 }).toBe(1);
    await scene.down();
    await scene.up();
    const raised = () => scene.keyward.alarms.current.find(({ about }) => about === 'rotation main');
    await expect.poll(raised, { timeout: 20_000, interval: 100 }).toBeDefined();
    await sleep(SETTLE_MS);
    expect([await failures(), raised()?.says]).toEqual([1, expect.stringContaining('could not be replaced')]);
  }, 40_000);

  it('leaves the old one its grace, over a stop too, then revokes it by itself', async () => {
    await open('100400345', 0.07);
    await makeDue();
    const isProven = async () =>
      (await scene.entries('rotation')).some(
        (entry) => entry.kind === 'rotation' && entry.step === 'prove' && entry.state === 'done',
      );
    await expect.poll(isProven, { timeout: 20_000, interval: 50 }).toBe(true);
    const provenMs = Date.now();
    expect(living()).toHaveLength(2);
    const progress = await scene.operations.rotateKey({ key: 'main', by: 'a test' });
    const untilMs = progress.untilMs ?? 0;
    expect(progress).toMatchObject({ step: 'revoke', state: 'waits', needs: 'grace' });
    expect(progress.says).toContain(new Date(untilMs).toISOString());
    expect(Math.abs(untilMs - provenMs - 4_200)).toBeLessThan(1_000);
    await scene.down();
    await scene.up();
    await sleep(2 * SETTLE_MS);
    expect([living().length, scene.keyward.alarms.current.filter(({ about }) => about === 'rotation main')]).toEqual([
      2,
      [],
    ]);
    await expect
      .poll(async () => (await scene.entries('key-record')).length, { timeout: 20_000, interval: 100 })
      .toBe(1);
    expect(Date.now()).toBeGreaterThanOrEqual(untilMs);
    expect(living().map(({ id }) => id === old.id)).toEqual([false]);
  }, 60_000);

  it('stays as it is while the level is not run', async () => {
    await open();
    await scene.operations.halt({ level: 'halt', reason: 'a test', by: 'a test' });
    await makeDue();
    await sleep(4 * SETTLE_MS);
    expect((await scene.entries('rotation')).length).toBe(0);
  }, 40_000);
});

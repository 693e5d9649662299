import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/app/index.ts';
import { fingerprintOf } from '../../src/gateway/index.ts';
import type { MintedKey } from '../../src/practice/index.ts';
import { encryptedStream, newIdentity, recipientOf } from '../../src/vault/index.ts';
import { recordSecret } from '../canary.ts';
import { KeysScene, type KeysSceneOptions, masterKey } from './keys-scene.ts';

const SUB = '100400345';
const QUERY = { exchange: 'bybit', path: /query-api/ } as const;
const broad = { read: true, trade: true, futures: true, transfer: true, admin: true };

let scene: KeysScene;
let old: MintedKey;
afterEach(async () => {
  await scene.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const folders: string[] = [];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const credentialOf = ({ id, secret }: MintedKey) => ({ id, secret: base64(secret) });
const next = (more: object = {}): Promise<Progress> =>
  scene.operations.rotateKey({ key: 'main', by: 'a test', ...more });
async function run(more: object = {}): Promise<Progress> {
  let progress = await next(more);
  while (progress.state === 'done' && progress.next !== undefined) progress = await next();
  return progress;
}
const undo = () => scene.operations.undoRotation({ key: 'main', by: 'a test' });
const planPath = (): string => join(scene.home, 'rotations', 'main.json');
const living = (): string[] =>
  scene.practice.keys
    .all()
    .filter(({ subAccount, revoked }) => subAccount === SUB && !revoked)
    .map(({ id }) => id);
const steps = async (): Promise<string[]> =>
  (await scene.entries('rotation')).map((entry) => (entry.kind === 'rotation' ? `${entry.step} ${entry.state}` : ''));

async function byHand(): Promise<void> {
  scene = await KeysScene.open({ exchange: 'bybit' });
  old = scene.mint();
  scene.putEnv(old);
  await scene.up();
}

/** A key of a sub-account that a master key replaces. */
async function byApi(rotate: object = {}, more: Partial<KeysSceneOptions> = {}): Promise<void> {
  const { key, keys, ...options } = more;
  scene = await KeysScene.open({
    exchange: 'bybit',
    key: { ...key, rotate: { by: 'master', subAccount: SUB, ...rotate } },
    keys: {
      master: masterKey('bybit'),
      ...keys,
    },
    bots: {},
    audit: { everyHours: 24 },
    settleMs: 300,
    ...options,
  });
  old = scene.mint({ subAccount: SUB, label: 'before' });
  scene.putEnv(old);
  scene.putEnv(scene.mint({ permissions: { read: true, admin: true }, label: 'master' }), 'master.env');
}

/** The running Keyward has begun to replace the key by itself, and waits, because the exchange does not answer for the new one. */
async function waitsByItself(): Promise<() => void> {
  await byApi({ automatic: true });
  await scene.up();
  await scene.operations.keyEvent({ event: 'new-host', keys: ['main'], by: 'a test' });
  await scene.down();
  await scene.up();
  await expect.poll(steps, { timeout: 20_000, interval: 5 }).toContain('create done');
  const answers = scene.practice.faults.set({ kind: 'rate-limit', ...QUERY });
  await sleep(700);
  expect(await steps()).not.toContain('revoke done');
  return answers;
}

describe('an old key that is not answered when a plan begins', () => {
  it.each(['rate-limit', 'garbage'] as const)(
    'begins none after %s, and no broader key is taken later',
    async (kind) => {
      await byHand();
      const answers = scene.practice.faults.set({ kind, ...QUERY, times: 1 });
      expect(await next()).toMatchObject({ step: 'create', state: 'waits', needs: 'time' });
      expect(existsSync(planPath())).toBe(false);
      answers();
      expect(await run({ credential: credentialOf(scene.mint({ permissions: broad })) })).toMatchObject({
        step: 'audit',
        state: 'failed',
        says: expect.stringMatching(/which the old one could not/),
      });
    },
  );

  it('is asked again after one refusal, so that a plan by API goes on', async () => {
    await byApi();
    await scene.up();
    const answers = scene.practice.faults.set({ kind: 'ip-refused', ...QUERY, times: 2 });
    expect(await next()).toMatchObject({ step: 'create', state: 'failed' });
    answers();
    expect(await run()).toMatchObject({ step: 'record', state: 'done' });
    expect(living().length).toBe(1);
  }, 30_000);

  it('is asked again before a new one is compared', async () => {
    await byHand();
    const answers = scene.practice.faults.set({ kind: 'key-revoked', ...QUERY, times: 2 });
    expect(await next()).toMatchObject({ step: 'create', needs: 'credential' });
    answers();
    expect(await run({ credential: credentialOf(scene.mint({ permissions: broad })) })).toMatchObject({
      step: 'audit',
      state: 'failed',
    });
  });

  it('is replaced by one that can be compared with nothing only on the word of its owner, where it is dead', async () => {
    await byHand();
    scene.practice.keys.find('bybit', old.id)!.revoked = true;
    const credential = credentialOf(scene.mint({ permissions: broad }));
    expect(await run({ credential })).toMatchObject({
      step: 'audit',
      state: 'waits',
      needs: 'uncompared',
      says: expect.stringMatching(
        /^the new key can read, .*admin; that could be compared with nothing, for the old key/,
      ),
    });
    expect(scene.fingerprint).toBe(fingerprintOf(old.id));
    expect(await run({ uncompared: true })).toMatchObject({ step: 'revoke', needs: 'revoked-by-hand' });
  });

  it('is replaced by one that can do no more than its last audit found, where it is dead', async () => {
    await byHand();
    await scene.operations.auditKeys();
    scene.practice.keys.find('bybit', old.id)!.revoked = true;
    expect(await run({ credential: credentialOf(scene.mint({ permissions: broad })) })).toMatchObject({
      step: 'audit',
      state: 'failed',
    });
  });
});

describe('a plan that waits', () => {
  it('is held by a halt, and goes on when that is lifted', async () => {
    const answers = await waitsByItself();
    await scene.operations.halt({ level: 'seal', reason: 'a test', by: 'a test' });
    answers();
    const before = await steps();
    await sleep(6_500);
    expect([await steps(), living().includes(old.id)]).toEqual([before, true]);
    await scene.operations.halt({ level: 'run', reason: 'a test', by: 'a test' });
    await expect.poll(steps, { timeout: 15_000, interval: 100 }).toContain('record done');
    expect(living().includes(old.id)).toBe(false);
  }, 60_000);

  it('does not keep Keyward from stopping, and nothing is revoked afterwards', async () => {
    const answers = await waitsByItself();
    const startMs = performance.now();
    await scene.keyward.stop();
    expect(performance.now() - startMs).toBeLessThan(1_000);
    answers();
    await expect(next()).resolves.toMatchObject({ state: 'waits', needs: 'held' });
    await expect(undo()).rejects.toThrow(/stopping/);
    await sleep(1_000);
    expect(living()).toContain(old.id);
  }, 60_000);

  it('goes on by hand while Keyward is halted: a key that leaked is replaced then', async () => {
    await byApi();
    await scene.up();
    await scene.operations.halt({ level: 'halt', reason: 'a test', by: 'a test' });
    expect(await run()).toMatchObject({ step: 'record', state: 'done' });
  }, 30_000);
});

describe('a plan that is undone during the grace', () => {
  const isSecond = () => scene.keyward.gateway!.key('second')!.fingerprint;

  it('leaves the new key as long to whoever has taken it up, over a stop too, then removes it', async () => {
    await byApi(
      { graceMinutes: 0.1 },
      {
        keys: { second: { exchange: 'bybit', environment: 'practice', from: { dotenv: {} } } },
        bots: { grid: { key: 'second', may: ['read'], markets: ['BTC/USDT'] } },
      },
    );
    await scene.up();
    expect(await run()).toMatchObject({ step: 'revoke', needs: 'grace' });
    await expect.poll(isSecond, { timeout: 10_000 }).not.toBe(fingerprintOf(old.id));
    const backMs = Date.now();
    const { says } = await undo();
    expect(says).toMatch(/^back to .*; the new key .* lives until .*Z, for whoever else reads/);
    expect([living().length, readFileSync(join(scene.folder, '.env'), 'utf8').includes(old.id)]).toEqual([2, true]);
    await scene.down();
    await scene.up();
    expect(await next()).toMatchObject({ state: 'waits', needs: 'grace' });
    expect((await undo()).says).toMatch(/lives until/);
    let progress = await next();
    while (progress.state === 'waits') {
      await sleep(200);
      progress = await next();
    }
    expect(progress).toMatchObject({ state: 'done', undone: true });
    expect(Date.now() - backMs).toBeGreaterThanOrEqual(6_000);
    expect([living(), existsSync(planPath()), isSecond()]).toEqual([[old.id], false, fingerprintOf(old.id)]);
    expect(await scene.entries('key-record')).toEqual([]);
  }, 60_000);

  it('removes no new key that stands in the place again', async () => {
    await byApi({ graceMinutes: 1 });
    await scene.up();
    await run();
    const stored = readFileSync(join(scene.folder, '.env'));
    await undo();
    writeFileSync(join(scene.folder, '.env'), stored);
    expect(await next({ revoked: true })).toMatchObject({
      state: 'failed',
      says: expect.stringMatching(/new key again/),
    });
    expect(living().length).toBe(2);
  }, 30_000);
});

describe('a place that cannot be written', () => {
  it('costs one new key, not one at each start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-place-'));
    folders.push(folder);
    const path = join(folder, 'key.json');
    await byApi(
      { automatic: true },
      { key: { from: { command: { run: ['/bin/cat', path], write: ['/bin/false'] } } } },
    );
    writeFileSync(path, JSON.stringify({ api_key: old.id, secret: old.secret }), { mode: 0o600 });
    await scene.up();
    await scene.operations.keyEvent({ event: 'leaked', keys: ['main'], by: 'a test' });
    const raised = () => scene.keyward.alarms.current.find(({ about }) => about === 'rotation main')?.says;
    for (let starts = 0; starts < 3; starts++) {
      await scene.down();
      await scene.up();
      await expect.poll(raised, { timeout: 20_000, interval: 100 }).toMatch(/could not be replaced: .*failed/);
    }
    expect(await steps()).toEqual(['create begun', 'create done', 'audit done', 'store failed']);
    expect(living().length).toBe(2);
  }, 60_000);

  it('is found out before a key is made, where the vault is encrypted for others too', async () => {
    await byApi({}, { key: { from: { age: {} } } });
    const identity = newIdentity();
    recordSecret(identity.openBytes((bytes) => bytes.toString('utf8')));
    const recipients = [await recipientOf(identity), await recipientOf(newIdentity())];
    const plain = (async function* () {
      yield Buffer.from(JSON.stringify({ main: { api_key: old.id, secret: old.secret } }));
    })();
    const pieces: Uint8Array[] = [];
    for await (const piece of encryptedStream({ kind: 'recipients', recipients }, plain)) pieces.push(piece);
    mkdirSync(scene.home, { mode: 0o700 });
    writeFileSync(join(scene.home, 'vault.age'), Buffer.concat(pieces), { mode: 0o600 });
    identity.openBytes((bytes) => writeFileSync(join(scene.home, 'vault.key'), bytes, { mode: 0o600 }));
    await scene.up();
    await expect(next()).rejects.toMatchObject({ code: 'vault-read-only' });
    expect(living()).toEqual([old.id]);
  }, 30_000);

  it('has no key made by API where Keyward cannot write at all', async () => {
    await byApi({}, { key: { from: { env: { key: 'A_KEY', secret: 'A_SECRET' } } } });
    Object.assign(scene.variables, { A_KEY: old.id, A_SECRET: old.secret });
    await scene.up();
    expect(await next()).toMatchObject({
      step: 'create',
      state: 'failed',
      says: expect.stringMatching(/cannot write/),
    });
    expect(living()).toEqual([old.id]);
  });
});

describe('the file of a plan', () => {
  it('names neither key in clear', async () => {
    await byApi({ graceMinutes: 5 });
    await scene.up();
    await run();
    const text = readFileSync(planPath(), 'utf8');
    const [first, second] = living();
    expect([text.includes(first!), text.includes(second!), text.includes(old.secret)]).toEqual([false, false, false]);
  }, 30_000);
});

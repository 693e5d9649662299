import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ccxt from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/app/index.ts';
import { fingerprintOf } from '../../src/gateway/index.ts';
import type { MintedKey } from '../../src/practice/index.ts';
import { KeysScene } from './keys-scene.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const credentialOf = ({ id, secret, passphrase }: MintedKey) => ({
  id,
  secret: base64(secret),
  ...(passphrase === undefined ? {} : { passphrase: base64(passphrase) }),
});

describe('a key that is replaced by hand', () => {
  let scene: KeysScene;
  afterEach(() => scene.close());

  async function start(): Promise<{ old: MintedKey; fresh: MintedKey }> {
    scene = await KeysScene.open({ exchange: 'binance' });
    const old = scene.mint();
    scene.putEnv(old);
    await scene.up();
    return { old, fresh: scene.mint() };
  }

  const next = (more: object = {}): Promise<Progress> =>
    scene.operations.rotateKey({ key: 'main', by: 'a test', ...more });

  /** Goes on until it waits, fails or ends. */
  async function run(more: object = {}): Promise<Progress> {
    let progress = await next(more);
    while (progress.state === 'done' && progress.next !== undefined) progress = await next();
    return progress;
  }

  it('is switched while a real client trades through it, and no request is lost', { timeout: 60_000 }, async () => {
    const { old, fresh } = await start();
    const bot = scene.bot();
    const client = new ccxt.binance({ ...bot, proxyUrl: `http://127.0.0.1:${scene.port}/`, enableRateLimit: false });
    await client.loadMarkets();
    const { last } = await client.fetchTicker('BTC/USDT');
    const stopping = new AbortController();
    let orders = 0;
    const trading = (async () => {
      while (!stopping.signal.aborted) {
        const order = await client.createOrder('BTC/USDT', 'limit', 'buy', 0.001, Number((last! * 0.97).toFixed(0)));
        await client.cancelOrder(order.id!, 'BTC/USDT');
        orders++;
      }
    })();
    expect(await next()).toMatchObject({ step: 'create', state: 'waits', needs: 'credential' });
    expect(await run({ credential: credentialOf(fresh) })).toMatchObject({ step: 'revoke', needs: 'revoked-by-hand' });
    expect(scene.fingerprint).toBe(fingerprintOf(fresh.id));
    const switched = orders;
    await expect.poll(() => orders, { timeout: 20_000 }).toBeGreaterThan(switched + 3);
    scene.practice.keys.find('binance', old.id)!.revoked = true;
    expect(await run({ revoked: true })).toMatchObject({ step: 'record', state: 'done' });
    await expect.poll(() => orders, { timeout: 20_000 }).toBeGreaterThan(switched + 6);
    stopping.abort();
    await trading;
    const text = readFileSync(join(scene.folder, '.env'), 'utf8');
    expect([text.includes(fresh.id), text.includes(old.id)]).toEqual([true, false]);
    const [record] = await scene.entries('key-record');
    expect(record).toMatchObject({
      change: 'rotated',
      fingerprint: fingerprintOf(fresh.id),
      was: fingerprintOf(old.id),
    });
    expect(
      (await scene.entries('rotation')).map((entry) => ('step' in entry ? `${entry.step} ${entry.state}` : '')),
    ).toEqual([
      'create begun',
      ...['create', 'audit', 'store', 'switch', 'prove', 'revoke', 'prove-dead', 'record'].map(
        (step) => `${step} done`,
      ),
    ]);
  });

  it.each([
    ['can withdraw', { permissions: { read: true, trade: true, withdraw: true } }, /can withdraw/],
    [
      'can do more',
      { permissions: { read: true, trade: true, futures: true } },
      /can futures, which the old one could not/,
    ],
    ['can do less', { permissions: { read: true } }, /cannot spot/],
    ['works from everywhere', { ips: undefined }, /works from any address/],
  ])('is refused when the new one %s, and the old one goes on', async (_what, request, says) => {
    const { old } = await start();
    const { ips: _ips, ...open } = { ips: undefined };
    const fresh =
      'ips' in request
        ? scene.practice.mintKey({ exchange: 'binance', permissions: { read: true, trade: true }, ...open })
        : scene.mint(request);
    const progress = await run({ credential: credentialOf(fresh) });
    expect(progress).toMatchObject({ step: 'audit', state: 'failed', says: expect.stringMatching(says) });
    expect(scene.fingerprint).toBe(fingerprintOf(old.id));
    expect(await scene.operations.undoRotation({ key: 'main', by: 'a test' })).toMatchObject({
      says: expect.stringContaining('delete the new key'),
    });
    expect(readFileSync(join(scene.folder, '.env'), 'utf8')).toContain(old.id);
  });

  it('is undone until the old one is revoked', async () => {
    const { old, fresh } = await start();
    expect(await run({ credential: credentialOf(fresh) })).toMatchObject({ step: 'revoke', state: 'waits' });
    await scene.operations.undoRotation({ key: 'main', by: 'a test' });
    expect(scene.fingerprint).toBe(fingerprintOf(old.id));
    expect(readFileSync(join(scene.folder, '.env'), 'utf8')).toContain(old.secret);
    await expect(scene.operations.undoRotation({ key: 'main', by: 'a test' })).rejects.toThrow(/nothing is under way/);
  });

  it('holds its place open only while the plan is under way', async () => {
    const { old, fresh } = await start();
    const before = scene.openPlaces.size;
    await next();
    expect(scene.openPlaces.size).toBe(before + 1);
    await scene.operations.undoRotation({ key: 'main', by: 'a test' });
    expect(scene.openPlaces.size).toBe(before);
    await run({ credential: credentialOf(fresh) });
    expect(scene.openPlaces.size).toBe(before + 1);
    scene.practice.keys.find('binance', old.id)!.revoked = true;
    expect(await run({ revoked: true })).toMatchObject({ step: 'record', state: 'done' });
    expect(scene.openPlaces.size).toBe(before);
  });

  it('is not believed dead while the old one works, nor when it is merely refused', async () => {
    const { old, fresh } = await start();
    await run({ credential: credentialOf(fresh) });
    expect(await run({ revoked: true })).toMatchObject({
      step: 'prove-dead',
      state: 'waits',
      says: 'the old key still works',
    });
    const limited = scene.practice.faults.set({ kind: 'rate-limit' });
    expect(await run()).toMatchObject({ step: 'prove-dead', state: 'waits', needs: 'time' });
    await expect(scene.operations.undoRotation({ key: 'main', by: 'a test' })).rejects.toThrow(/nothing was undone/);
    limited();
    scene.practice.keys.find('binance', old.id)!.revoked = true;
    expect(await run()).toMatchObject({ step: 'record', state: 'done' });
  });

  it('goes back when it was said to be deleted and still works', async () => {
    const { old, fresh } = await start();
    await run({ credential: credentialOf(fresh) });
    expect(await run({ revoked: true })).toMatchObject({ step: 'prove-dead', state: 'waits' });
    await scene.operations.undoRotation({ key: 'main', by: 'a test' });
    expect(scene.fingerprint).toBe(fingerprintOf(old.id));
  });

  it('does not go back to a key that is dead', async () => {
    const { old, fresh } = await start();
    await run({ credential: credentialOf(fresh) });
    scene.practice.keys.find('binance', old.id)!.revoked = true;
    await expect(scene.operations.undoRotation({ key: 'main', by: 'a test' })).rejects.toThrow(
      /does not work any more/,
    );
    expect(scene.fingerprint).toBe(fingerprintOf(fresh.id));
  });

  it('does not have the old one revoked while its place holds another than the new one', async () => {
    const { old, fresh } = await start();
    await run({ credential: credentialOf(fresh) });
    scene.putEnv(old);
    expect(await next({ revoked: true })).toMatchObject({
      step: 'revoke',
      state: 'failed',
      says: expect.stringMatching(/does not hold the new key/),
    });
    scene.putEnv(scene.mint({ permissions: { read: true, trade: true, withdraw: true } }));
    expect(await next({ revoked: true })).toMatchObject({ step: 'revoke', state: 'failed' });
  });

  it('overwrites no third key that somebody has put into its place', async () => {
    const { fresh } = await start();
    await next({ credential: credentialOf(fresh) });
    await next();
    const third = scene.mint();
    scene.putEnv(third);
    expect(await next()).toMatchObject({ step: 'store', state: 'failed', says: expect.stringMatching(/third key/) });
    expect(readFileSync(join(scene.folder, '.env'), 'utf8')).toContain(third.id);
  });

  it('takes one step at a time, whoever asks', async () => {
    const { fresh } = await start();
    await next({ credential: credentialOf(fresh) });
    const both = await Promise.all([next(), next(), next()]);
    expect(both.map(({ step }) => step)).toEqual(['audit', 'store', 'switch']);
  });

  it('keeps nothing of a secret that was given as the id', async () => {
    const { fresh } = await start();
    const progress = await next({ credential: { id: fresh.secret, secret: base64(fresh.secret) } });
    expect(progress.state).toBe('failed');
    const plan = readFileSync(join(scene.home, 'rotations', 'main.json'), 'utf8');
    expect(plan).not.toContain(fresh.secret);
  });

  it('goes on after a restart at every step', { timeout: 60_000 }, async () => {
    const { old, fresh } = await start();
    const credential = credentialOf(fresh);
    const seen: string[] = [];
    for (let at = 0; at < 30; at++) {
      const progress = await next({ credential, revoked: seen.includes('prove done') });
      seen.push(`${progress.step} ${progress.state}`);
      if (progress.step === 'revoke') scene.practice.keys.find('binance', old.id)!.revoked = true;
      if (progress.state === 'done' && progress.next === undefined) break;
      await scene.down();
      await scene.up();
    }
    expect(seen.at(-1)).toBe('record done');
    expect(scene.fingerprint).toBe(fingerprintOf(fresh.id));
  });
});

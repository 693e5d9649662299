import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/app/index.ts';
import { fingerprintOf } from '../../src/gateway/index.ts';
import type { MintedKey, MintRequest } from '../../src/practice/index.ts';
import { KeysScene, masterKey } from './keys-scene.ts';

interface Case {
  readonly exchange: string;
  readonly subAccount: string;
  readonly master: MintRequest['permissions'];
  readonly code?: string;
  /** The exchange shows its IP lists masked. */
  readonly isMasked?: true;
}

const cases: readonly Case[] = [
  { exchange: 'bybit', subAccount: '100400345', master: { admin: true } },
  { exchange: 'okx', subAccount: 'bots1', master: { trade: true } },
  { exchange: 'kucoin', subAccount: 'bots1', master: { admin: true }, isMasked: true },
  { exchange: 'gate', subAccount: '10001', master: { admin: true } },
  { exchange: 'htx', subAccount: '122833111', master: { trade: true }, code: '123456' },
  { exchange: 'mexc', subAccount: 'bots1', master: { admin: true } },
];

describe.each(cases)('a key of a $exchange sub-account', ({ exchange, subAccount, master, code, isMasked }) => {
  let scene: KeysScene;
  let old: MintedKey;
  afterEach(() => scene.close());

  async function start(automatic = false): Promise<void> {
    scene = await KeysScene.open({
      exchange,
      key: {
        rotate: { by: 'master', subAccount, automatic, ...(isMasked ? { ips: ['127.0.0.1'] } : {}) },
      },
      keys: {
        master: masterKey(exchange),
      },
      bots: {},
      audit: { everyHours: 0.001 },
    });
    old = scene.mint({ subAccount, label: 'before' });
    scene.putEnv(old);
    scene.putEnv(scene.mint({ permissions: { read: true, ...master }, label: 'master' }), 'master.env');
    await scene.up();
  }

  const next = async (): Promise<Progress> => {
    for (;;) {
      const progress = await scene.operations.rotateKey({
        key: 'main',
        by: 'a test',
        ...(code === undefined ? {} : { code }),
      });
      if (progress.needs !== 'time') return progress;
      await sleep(200);
    }
  };
  const living = () =>
    scene.practice.keys
      .all()
      .filter(({ exchange: of, subAccount: sub, revoked }) => of === exchange && sub === subAccount && !revoked);

  it('is made, stored, switched to, and the old one removed, by API alone', { timeout: 60_000 }, async () => {
    await start();
    const seen: string[] = [];
    for (let progress = await next(); ; progress = await next()) {
      seen.push(`${progress.step} ${progress.state}`);
      expect([seen.at(-1), progress.state === 'failed' ? progress.says : '']).toEqual([seen.at(-1), '']);
      if (progress.next === undefined) break;
    }
    const [fresh, ...others] = living();
    expect([seen.at(-1), others.length, fresh?.id === old.id]).toEqual(['record done', 0, false]);
    expect(fresh?.permissions).toMatchObject({ withdraw: false, trade: true });
    expect(fresh?.ips).toEqual(['127.0.0.1']);
    const [record] = await scene.entries('key-record');
    expect(record).toMatchObject({ fingerprint: fingerprintOf(fresh!.id), was: fingerprintOf(old.id) });
    const [, audited] = await scene.operations
      .auditKeys()
      .then((keys) => [keys[1], keys.find(({ key }) => key === 'main')]);
    expect(audited).toMatchObject({ outcome: 'told', fingerprint: fingerprintOf(fresh!.id) });
  });

  it('is whole again after a stop behind any step, with one key left', { timeout: 120_000 }, async () => {
    await start();
    for (let stopAt = 0; stopAt < 8; stopAt++) {
      const before = living().map(({ id }) => id);
      for (let at = 0; at < 20; at++) {
        const progress = await next();
        expect([progress.step, progress.state === 'failed' ? progress.says : '']).toEqual([progress.step, '']);
        if (progress.state === 'done' && progress.next === undefined) break;
        if (at !== stopAt) continue;
        await scene.down();
        await scene.up();
      }
      const left = living().map(({ id }) => id);
      expect([stopAt, left.length, left[0] === before[0]]).toEqual([stopAt, 1, false]);
    }
    expect((await scene.entries('key-record')).length).toBe(8);
  });

  it('goes back, and the new one is removed', async () => {
    await start();
    for (let progress = await next(); progress.step !== 'prove'; progress = await next());
    expect(living().length).toBe(2);
    await scene.operations.undoRotation({ key: 'main', by: 'a test' });
    expect(living().map(({ id }) => id)).toEqual([old.id]);
  });

  if (code !== undefined) return;
  it('is replaced by itself when it is due', { timeout: 90_000 }, async () => {
    await start(true);
    await scene.operations.keyEvent({ event: 'new-host', keys: ['main'], by: 'a test' });
    await expect
      .poll(() => living().map(({ id }) => id === old.id), { timeout: 80_000, interval: 500 })
      .toEqual([false]);
    await expect.poll(async () => (await scene.entries('key-record')).length, { timeout: 30_000 }).toBe(1);
  });
});

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LeakScene } from '../../cli/leak-scene.ts';

let scene: LeakScene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

describe.each([
  ['binance', 'guided'],
  ['bybit', 'api'],
  ['bybit', 'guided'],
  ['okx', 'api'],
  ['okx', 'guided'],
  ['kraken', 'guided'],
  ['coinbase', 'guided'],
] as const)('a thief at %s, the key revoked %s', (exchange, way) => {
  it('is shut out, and all that he did is told', { timeout: 120_000 }, async () => {
    scene = await LeakScene.open(exchange, way);
    const { terminal, practice, old } = scene;
    const theft = await practice.thief(old);
    expect(theft.worked).toContain('buy');
    const fresh = way === 'guided' ? scene.newKey() : undefined;
    const args = ['leak', 'main', '--since', '1h', '--reason', 'a drill', '--yes'];
    const running = await terminal.start([...args, ...(fresh ? ['--file', fresh.file] : [])]);
    if (fresh) {
      await running.waitFor(/revoked-by-hand/);
      scene.revoke();
    }
    await running.waitFor(/"isDone"/);
    const steps = scene.stepsOf(running.output().stdout);
    expect(steps.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(steps.at(-1)).toMatchObject({ key: 'main', death: 'dead', isDone: true });
    expect(scene.isRevoked).toBe(true);
    expect((await practice.thief(old)).worked).toEqual([]);
    if (fresh) expect(scene.living()).toEqual([fresh.key.id]);

    const { account, folder, fresh: made, old: was } = scene.plan();
    expect(made?.fingerprint).not.toBe(was.fingerprint);
    const whats = new Set(account?.acts.map(({ what }) => what));
    expect(whats).toContain('fill');
    if (theft.worked.includes('withdraw')) expect(whats).toContain('withdrawal');
    expect(Number(account?.loss?.total)).toBeGreaterThan(0);

    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const part of [old.secret, old.passphrase, old.id]) if (part) expect(text).not.toContain(part);
    }
    expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).not.toContain('FAILED');
  });
});

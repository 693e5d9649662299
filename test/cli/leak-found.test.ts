import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { LeakScene } from './leak-scene.ts';

interface Scanned {
  readonly findings: readonly {
    readonly id: string;
    readonly rule: string;
    readonly places: readonly { readonly path: string }[];
  }[];
}

let scene: LeakScene;
beforeEach(async () => {
  scene = await LeakScene.open('binance', 'guided');
});
afterEach(() => scene.close());

/** The id of what stands in a file, as the scan tells it. */
async function idIn(file: string): Promise<string> {
  const { findings } = await scene.terminal.json<Scanned>(['scan']);
  const found = findings.filter(({ places }) => places.some(({ path }) => path === file));
  expect(found).toHaveLength(1);
  return found[0]!.id;
}

describe('keyward leak of what a scan of files has found', () => {
  it('takes the id that the table prints, which is the same the next time, for the key of the settings that it is', async () => {
    const id = await idIn('main.env');
    const { stdout } = await scene.terminal.run(['scan']);
    expect(stdout).toContain(id);
    const planned = await scene.terminal.run(['leak', '--finding', id, '--dry-run']);
    expect(planned).toMatchObject({ exit: 0, stdout: expect.stringContaining('the key main at Binance is revoked') });
  }, 60_000);

  it('goes on with a key that the settings do not name while the place of another of that exchange cannot be read', async () => {
    scene.put('other.env', scene.mint({ account: 'other' }));
    const [other, main] = [await idIn('other.env'), await idIn('main.env')];
    const up = await scene.terminal.up();
    await scene.terminal.json(['key', 'audit']);
    await up.end();
    // What main is stands elsewhere alone now.
    renameSync(join(scene.folder, 'main.env'), join(scene.folder, 'pushed.env'));
    const plan = (id: string) => scene.terminal.run(['leak', '--finding', id, '--dry-run']);
    const told = await plan(other);
    expect(told).toMatchObject({ exit: 0, stdout: expect.stringContaining('no key of the settings') });
    expect(told.stderr.replaceAll(/\s+/g, ' ')).toContain(
      `The finding ${other} may be main, which cannot be read here. Nothing is replaced then: if it is, \`keyward leak main\` does that too.`,
    );
    // The journal knows that one by its fingerprint.
    const known = await plan(main);
    expect(known).toMatchObject({ exit: 0, stderr: '' });
    expect(known.stdout).toContain('the key main at Binance is revoked');
  }, 60_000);

  it('goes through all steps for a key that the settings do not name, also after a crash, but replaces, cancels and reads nothing', {
    timeout: 90_000,
  }, async () => {
    const other = scene.mint({ account: 'other' });
    scene.put('other.env', other);
    const id = await idIn('other.env');
    const key = `found-${id}`;
    const first = await scene.terminal.start(['leak', '--finding', id, '--yes']);
    await first.waitFor(/revoked-by-hand/);
    // Nothing of the value is on disk: whoever goes on finds it again.
    await first.end('SIGKILL');
    const running = await scene.terminal.start(['leak', 'resume', key]);
    await running.waitFor(/revoked-by-hand/);
    // Its place is named, and the fingerprint by which the practice exchange knows it.
    const [waiting] = scene.stepsOf(running.output().stdout).filter(({ step }) => step === 'revoke');
    expect(waiting?.says).toMatch(/begins with .* \(fingerprint [0-9a-f]{12}\) NOW at the practice exchange/);
    Object.assign(scene.practice.keys.find('binance', other.id)!, { revoked: true });
    await running.waitFor(/"isDone"/);
    const steps = scene.stepsOf(running.output().stdout);
    expect(steps.at(-1)).toMatchObject({ key, death: 'dead', isDone: true });
    const state = (name: string) => steps.findLast(({ step }) => step === name)?.state;
    expect(['revoke', 'prove-dead', 'find', 'report'].map(state)).toEqual(Array(4).fill('done'));
    expect(['replace', 'close', 'account'].map(state)).toEqual(Array(3).fill('skipped'));
    expect(scene.isRevoked).toBe(false);
    const { leaks } = await scene.terminal.json<{ leaks: { key: string; folder: string }[] }>(['leak', 'status']);
    expect(leaks.map((one) => one.key)).toEqual([key]);
    const report = readFileSync(join(leaks[0]!.folder, 'report.md'), 'utf8');
    expect(report).toContain('other.env');
    expect(report).not.toContain(other.secret);
    const kept = await scene.terminal.run(['scan', 'found']);
    expect(kept.stdout).toMatch(new RegExp(`${id} +dead \\d{4}-`));
  });

  it('says of what nobody can ask that it is not proven dead, and keeps no step waiting for it', {
    timeout: 90_000,
  }, async () => {
    const token = `${randomInt(100_000_000, 999_999_999)}:AA${randomBytes(25).toString('base64url').slice(0, 33)}`;
    recordSecret(token);
    scene.terminal.write('notify.env', `TELEGRAM_BOT_TOKEN=${token}\n`);
    const id = await idIn('notify.env');
    const { exit, stdout } = await scene.terminal.run(['leak', '--finding', id, '--yes']);
    expect(exit).toBe(3);
    expect(stdout).toContain('Delete');
    expect(stdout.replace(/\s+/g, ' ')).toContain('NOT PROVEN: it is no exchange key that can be asked of');
    expect(stdout).toContain('The old key is not proven dead.');
  });
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene;
beforeEach(async () => {
  scene = await LeakScene.open('binance', 'guided');
});
afterEach(() => scene.close());

/** A line as it was before it was wrapped. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('keyward leak --since', () => {
  it.each(['10.11.2026', '01/11/2026', '12', 'yesterday 5', '2026-02-30', '2026-11-20T08:00', '2026'])(
    'takes %s, which another reads as another time, for none, and does nothing',
    async (text) => {
      const told = await scene.terminal.run(['leak', 'main', '--since', text, '--dry-run']);
      expect(told).toMatchObject({ exit: 2, stderr: expect.stringContaining(`--since ${text} is no day`) });
    },
    30_000,
  );

  it('says which moment it takes a time for', async () => {
    const told = await scene.terminal.run(['leak', 'main', '--since', '2026-01-02T03:04+02:00', '--dry-run']);
    expect(told).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('What it did since 2026-01-02T01:04Z is looked at.'),
    });
  }, 30_000);
});

describe('a leak that is under way', () => {
  it.each([
    ['leak', 'main'],
    ['leak', 'resume', 'main'],
  ])(
    'says at `%s %s` which options count for nothing',
    async (...command) => {
      const { terminal } = scene;
      const waits = { stopAfterLine: /Delete/, signal: 'SIGINT' } as const;
      await terminal.run(['leak', 'main', '--since', '2026-01-02', '--yes'], waits);
      const again = await terminal.run([...command, '--since', '5d', '--flat', '--to', 'report'], waits);
      expect(unwrapped(again.stderr)).toContain('NOT USED: --since, --flat, --to. The leak of main has begun');
      expect(unwrapped(again.stderr)).toContain('did since 2026-01-02T00:00Z');
      expect(scene.plan()).toMatchObject({ since: '2026-01-02T00:00:00.000Z', depth: 'cancel' });
      expect((await terminal.run([...command], waits)).stderr).not.toContain('NOT USED');
    },
    60_000,
  );
});

describe('keyward leak --to', () => {
  it('writes over nothing in a folder that is in use, and takes one that is empty', async () => {
    const { folder, terminal } = scene;
    mkdirSync(join(folder, 'used'));
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'used', 'report.md'), 'mine');
    scene.revoke();
    const to = async (where: string): Promise<string> => {
      await terminal.run(['leak', 'main', '--revoked', '--unproven', '--without-new', '--to', where, '--yes']);
      const plan = scene.plan();
      expect(readFileSync(join(plan.folder, 'report.md'), 'utf8')).toContain(plan.id);
      return plan.folder;
    };
    expect(dirname(await to('used'))).toBe(join(folder, 'used'));
    expect(readFileSync(join(folder, 'used', 'report.md'), 'utf8')).toBe('mine');
    expect(await to('empty')).toBe(join(folder, 'empty'));
    expect(await to('new')).toBe(join(folder, 'new'));
  }, 60_000);
});

describe('keyward leak --uncompared', () => {
  it('counts for the key that --file gives in the same run', async () => {
    const { file } = scene.newKey();
    scene.revoke();
    const given = ['--revoked', '--unproven', '--uncompared', '--file', file];
    const ended = await scene.terminal.run(['leak', 'main', ...given, '--yes']);
    expect(ended.stdout).not.toContain('wait  replace     audit');
    expect(ended.stdout).toContain('done  report');
  }, 60_000);
});

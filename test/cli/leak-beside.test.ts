import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

describe('keyward leak beside others', () => {
  it('lets one process at a time work on a key, the second halts and names the first', {
    timeout: 90_000,
  }, async () => {
    scene = await LeakScene.open('binance', 'guided');
    const { terminal } = scene;
    const first = await terminal.start(['leak', 'main', '--yes', '--file', scene.newKey().file]);
    await first.waitFor(/revoked-by-hand/);
    const second = await terminal.run(['leak', 'main', '--yes']);
    expect(second.exit).toBe(2);
    expect(second.stderr).toContain(`(pid ${first.pid})`);
    expect(second.stderr).toContain('The halt level is halt');
    expect((await terminal.run(['leak', 'resume'])).exit).toBe(2);
    scene.revoke();
    await first.waitFor(/"isDone":true/);
    expect(scene.living()).toHaveLength(1);
  });

  it('replaces a key once, where two begin at the same moment', { timeout: 90_000 }, async () => {
    scene = await LeakScene.open('bybit', 'api');
    const { terminal, old } = scene;
    const both = await Promise.all([1, 2].map(() => terminal.run(['leak', 'main', '--yes'])));
    expect(both.map(({ exit }) => exit).sort()).toEqual([0, 2]);
    expect(scene.living()).toHaveLength(1);
    expect(scene.living()).not.toContain(old.id);
  });

  it('is told by up, halt, key list and doctor until it is over, and stands the kill switch', {
    timeout: 120_000,
  }, async () => {
    scene = await LeakScene.open('binance', 'guided');
    const { terminal } = scene;
    const { file } = scene.newKey();
    const stopped = await terminal.run(['leak', 'main', '--yes'], { stopAfterLine: /NOW at/, signal: 'SIGINT' });
    expect(stopped.exit).toBe(130);
    const says = /main has leaked \(.+ UTC\): the old key is NOT PROVEN DEAD, next: revoke\. keyward leak resume main/;
    const flat = (text: string): string => text.replace(/\s+/g, ' ');
    for (const args of [['halt'], ['halt', 'reduce', '--yes'], ['key', 'list']])
      expect(flat((await terminal.run(args)).stdout)).toMatch(says);
    const listed = await terminal.run(['--json', 'key', 'list']);
    expect(JSON.parse(listed.stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: 'main', leak: expect.stringMatching(says) })]),
    );
    const up = await terminal.start(['up'], { asText: true });
    await expect.poll(() => flat(up.output().stderr), { timeout: 15_000 }).toMatch(says);
    expect(flat((await terminal.run(['doctor'])).stdout)).toMatch(says);
    // Used meanwhile, the kill switch finds an account that it can still reach, and the leak goes on all the same.
    expect([0, 3]).toContain((await terminal.run(['kill', '--yes'])).exit);
    scene.revoke();
    const ended = await terminal.run(['--json', 'leak', 'resume', 'main', '--file', file]);
    expect(scene.stepsOf(ended.stdout).at(-1)).toMatchObject({ death: 'dead', isDone: true });
    expect(flat((await terminal.run(['halt'])).stdout)).not.toContain('has leaked');
    await up.end();
  });

  it('replaces a key that was itself new, and revokes the one before it too', { timeout: 90_000 }, async () => {
    scene = await LeakScene.open('bybit', 'api');
    const { terminal, folder, old } = scene;
    const path = join(folder, 'keyward.yaml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('rotate: { by: master,', 'rotate: { by: master, graceMinutes: 60,'),
    );
    const rotated = await terminal.run(['--json', 'key', 'rotate', 'main', '--yes']);
    expect(rotated.stdout).toContain('grace');
    expect(scene.living()).toHaveLength(2);
    const [, second] = scene.living();
    const ended = await terminal.run(['--json', 'leak', 'main', '--yes']);
    expect([ended.exit, scene.stepsOf(ended.stdout).filter(({ state }) => state === 'failed')]).toEqual([0, []]);
    expect(scene.living()).toHaveLength(1);
    for (const gone of [old.id, second]) expect(scene.living()).not.toContain(gone);
    expect(readFileSync(join(folder, 'main.env'), 'utf8')).toContain(scene.living()[0]);
  });

  it('asks for the time since the first commit that holds the value, and says so', { timeout: 90_000 }, async () => {
    scene = await LeakScene.open('bybit', 'api');
    const { terminal } = scene;
    scene.git('init', '-q');
    scene.git('add', 'main.env');
    scene.git('commit', '-qm', 'a bot', '--date', '2026-01-02T03:04:05Z');
    const ended = await terminal.run(['--json', 'leak', 'main', '--yes']);
    expect(ended.exit).toBe(0);
    const { since, sinceBy, sinceCommit, folder } = scene.plan();
    expect([since, sinceBy, sinceCommit]).toEqual([
      '2026-01-02T03:04:05.000Z',
      'commit',
      expect.stringMatching(/^[0-9a-f]{12} by a <a@example.com>$/),
    ]);
    const account = scene.stepsOf(ended.stdout).find(({ step }) => step === 'account');
    expect(account?.says).toContain('when the first commit that holds it was written');
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('the first commit that holds it');
  });
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Developer, plantedKey, type Repository } from './hook-scene.ts';

const PAST = '--no-verify';
let ann: Developer;
let bot: Repository;
beforeEach(async () => {
  ann = new Developer();
  bot = await ann.repository();
});
afterEach(() => ann.close());

async function installed(): Promise<void> {
  const { exit, stderr } = await bot.keyward('hook', 'install');
  expect(exit, stderr).toBe(0);
}

const count = async () => (await bot.git('rev-list', '--count', '--all')).stdout.trim();

describe('the hook before a commit', () => {
  beforeEach(installed);

  it('refuses a commit with a key in it, says where, and lets others pass', async () => {
    const refused = await bot.commit('settings/live.env', `# mine\n${plantedKey()}`);
    expect(refused).toMatchObject({ exit: 1 });
    expect(refused.stderr).toContain('the commit is refused: a secret is in it');
    expect(refused.stderr).toMatch(/settings\/live\.env:2 {2}.*Binance.*key, secret/);
    expect(refused.stderr).toContain('git commit --no-verify');
    expect(await count()).toBe('1');
    await bot.git('rm', '--quiet', '--cached', '-f', 'settings/live.env');
    expect(await bot.commit('a.txt', 'no key\n')).toMatchObject({ exit: 0 });
    expect(await bot.commit('b.env', plantedKey(), PAST)).toMatchObject({ exit: 0 });
  });

  it('reads the index that git makes for `commit -a` and for a commit of a path', async () => {
    await bot.commit('a.env', 'A=1\n');
    bot.write('a.env', plantedKey());
    expect(await bot.git('commit', '--quiet', '-a', '-m', 'all')).toMatchObject({ exit: 1 });
    expect(await bot.git('commit', '--quiet', '-m', 'one', 'a.env')).toMatchObject({ exit: 1 });
    // What is staged beside stays out of a commit of a path, and so does its key.
    bot.write('a.env', 'A=2\n');
    bot.write('b.env', plantedKey());
    await bot.git('add', 'b.env');
    expect(await bot.git('commit', '--quiet', '-m', 'one', 'a.env')).toMatchObject({ exit: 0 });
    expect(await bot.git('commit', '--quiet', '-m', 'the rest')).toMatchObject({ exit: 1 });
  });

  it('reads the index and not the working tree, where only a part is staged', async () => {
    bot.write('a.env', plantedKey());
    await bot.git('add', 'a.env');
    bot.write('a.env', 'A=1\n');
    expect(await bot.git('commit', '--quiet', '-m', 'key staged')).toMatchObject({ exit: 1 });
    await bot.git('add', 'a.env');
    bot.write('a.env', plantedKey());
    expect(await bot.git('commit', '--quiet', '-m', 'key not staged')).toMatchObject({ exit: 0 });
  });

  it('refuses a renamed file with a key, and a merge that was resolved with one', async () => {
    await bot.commit('old.env', plantedKey(), PAST);
    await bot.git('mv', 'old.env', 'new.env');
    expect(await bot.git('commit', '--quiet', '-m', 'rename')).toMatchObject({ exit: 1 });
    await bot.git('reset', '--quiet', '--hard');
    await bot.commit('a.txt', 'one\n');
    await bot.git('switch', '--quiet', '-c', 'other', 'HEAD~1');
    await bot.commit('a.txt', 'two\n');
    expect((await bot.git('merge', 'main')).exit).not.toBe(0);
    bot.write('a.txt', plantedKey());
    await bot.git('add', 'a.txt');
    expect(await bot.git('commit', '--quiet', '-m', 'merge')).toMatchObject({ exit: 1 });
    bot.write('a.txt', 'three\n');
    await bot.git('add', 'a.txt');
    expect(await bot.git('commit', '--quiet', '-m', 'merge')).toMatchObject({ exit: 0 });
  });

  it('works in a worktree, from a folder below, and without a commit before', async () => {
    await bot.git('worktree', 'add', '--quiet', '../beside', '-b', 'beside');
    const beside = join(ann.base, 'beside');
    mkdirSync(join(beside, 'below'));
    writeFileSync(join(beside, 'below', 'a.env'), plantedKey());
    await ann.run('git', ['add', '.'], join(beside, 'below'));
    const refused = await ann.run('git', ['commit', '-q', '-m', 'x'], join(beside, 'below'));
    expect(refused).toMatchObject({ exit: 1, stderr: expect.stringContaining('below/a.env:1') });
    const empty = await ann.repository('empty');
    await empty.git('update-ref', '-d', 'HEAD');
    await empty.keyward('hook', 'install');
    expect(await empty.commit('a.env', plantedKey())).toMatchObject({ exit: 1 });
  });

  it('lets pass what a comment excuses', async () => {
    const key = plantedKey();
    bot.write('a.env', `# keyward:ignore a sample of our own documents\n${key}`);
    await bot.git('add', '.');
    expect(await bot.git('commit', '--quiet', '-m', 'excused')).toMatchObject({ exit: 0 });
  });

  it('refuses where Keyward is gone, and says how to go on', async () => {
    const path = join(bot.folder, '.git/hooks/pre-commit');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/main='[^']*'/, "main='/gone/main.js'"));
    const refused = await bot.commit('a.txt', 'fine\n');
    expect(refused).toMatchObject({ exit: 1, stderr: expect.stringContaining('keyward: not found') });
    expect(await bot.keyward('hook', 'status')).toMatchObject({ exit: 1 });
    await installed();
    expect(await bot.commit('a.txt', 'fine\n')).toMatchObject({ exit: 0 });
  });
});

describe('the hook before a push', () => {
  let remote: string;
  beforeEach(async () => {
    remote = await ann.remoteOf(bot);
    await bot.git('push', '--quiet', 'origin', 'main');
    await installed();
  });

  const refs = async () =>
    (await ann.run('git', ['for-each-ref', '--format=%(refname)'], remote)).stdout.trim().split('\n');

  it('refuses a new branch with a key in a commit that is not its last, and lets it pass once it is out', async () => {
    await bot.git('switch', '--quiet', '-c', 'feature');
    await bot.commit('a.env', plantedKey(), PAST);
    await bot.git('rm', '--quiet', 'a.env');
    await bot.git('commit', '--quiet', '-m', 'out again');
    const refused = await bot.git('push', 'origin', 'feature');
    expect(refused.exit).not.toBe(0);
    expect(refused.stderr).toMatch(/the push is refused: a secret is in it[\s\S]*a\.env:1 .*in [0-9a-f]{12}/);
    expect(await refs()).toEqual(['refs/heads/main']);
    await bot.git('reset', '--quiet', '--hard', 'main');
    await bot.commit('b.txt', 'fine\n');
    expect(await bot.git('push', '--quiet', 'origin', 'feature')).toMatchObject({ exit: 0 });
    expect(await refs()).toEqual(['refs/heads/feature', 'refs/heads/main']);
  });

  it('looks at new commits alone, lets deletions pass, and looks at what a force push brings', async () => {
    await bot.commit('a.env', plantedKey(), PAST);
    await bot.git('push', '--quiet', PAST, 'origin', 'main');
    // It is there already: each push after it would be refused for it.
    await bot.commit('b.txt', 'fine\n');
    expect(await bot.git('push', '--quiet', 'origin', 'main')).toMatchObject({ exit: 0 });
    await bot.git('push', '--quiet', 'origin', 'main:other');
    expect(await bot.git('push', '--quiet', 'origin', '--delete', 'other')).toMatchObject({ exit: 0 });
    await bot.git('reset', '--quiet', '--hard', 'HEAD~2');
    await bot.commit('c.txt', 'fine\n');
    expect(await bot.git('push', '--quiet', '--force', 'origin', 'main')).toMatchObject({ exit: 0 });
    await bot.commit('d.env', plantedKey(), PAST);
    expect((await bot.git('push', '--quiet', '--force', 'origin', 'main')).exit).not.toBe(0);
  });

  it('looks where the remote has what this repository never saw', async () => {
    const other = await ann.repository('other');
    await other.git('remote', 'add', 'origin', remote);
    await other.git('push', '--quiet', '--force', 'origin', 'main');
    await bot.commit('a.env', plantedKey(), PAST);
    const refused = await bot.git('push', '--quiet', '--force', 'origin', 'main');
    expect(refused.stderr).toContain('a.env:1');
    expect(refused.exit).not.toBe(0);
  });

  it('refuses a key that a merge brings, in a message, and in a tag', async () => {
    await bot.git('switch', '--quiet', '-c', 'side');
    await bot.commit('side.env', plantedKey(), PAST);
    await bot.git('switch', '--quiet', 'main');
    await bot.commit('a.txt', 'fine\n');
    await bot.git('merge', '--quiet', '--no-edit', 'side');
    expect((await bot.git('push', 'origin', 'main')).stderr).toContain('side.env:1');
    await bot.git('reset', '--quiet', '--hard', 'origin/main');
    await bot.git('commit', '--quiet', '--allow-empty', '-m', `deploy\n\n${plantedKey()}`);
    expect((await bot.git('push', 'origin', 'main')).stderr).toMatch(/commit [0-9a-f]{12}:\d+ /);
    await bot.git('reset', '--quiet', '--hard', 'origin/main');
    await bot.git('tag', '-a', 'v1', '-m', `release\n\n${plantedKey()}`);
    expect((await bot.git('push', 'origin', 'v1')).exit).not.toBe(0);
    await bot.git('tag', '-a', 'v2', '-m', 'release');
    expect(await bot.git('push', '--quiet', 'origin', 'v2')).toMatchObject({ exit: 0 });
  });

  it('looks at all that a push to an address without a name brings', async () => {
    await bot.commit('a.env', plantedKey(), PAST);
    await bot.git('remote', 'remove', 'origin');
    expect((await bot.git('push', '--quiet', remote, 'main')).exit).not.toBe(0);
  });
});

describe('keyward hook', () => {
  const hook = (name: string) => join(bot.folder, '.git/hooks', name);

  it('keeps the hooks that were there, calls them first, and puts them back', async () => {
    const note =
      '#!/bin/sh\necho "$@" > "$(git rev-parse --git-dir)/noted"\ncat >> "$(git rev-parse --git-dir)/noted"\n';
    bot.write('.git/hooks/pre-push', note, 0o755);
    bot.write('.git/hooks/pre-commit', '#!/bin/sh\n[ ! -f stop ]\n', 0o755);
    await installed();
    const first = readFileSync(hook('pre-push'), 'utf8');
    await installed();
    expect(readFileSync(hook('pre-push'), 'utf8')).toBe(first);
    bot.write('stop', '');
    expect(await bot.commit('a.txt', 'a\n')).toMatchObject({ exit: 1, stderr: '' });
    expect(await bot.git('commit', '--quiet', '-m', 'x', PAST)).toMatchObject({ exit: 0 });
    await ann.remoteOf(bot);
    await bot.git('push', '--quiet', 'origin', 'main');
    const id = (await bot.git('rev-parse', 'HEAD')).stdout.trim();
    expect(bot.read('.git/noted')).toMatch(
      new RegExp(`^origin .*origin\\.git\nrefs/heads/main ${id} refs/heads/main 0{40}\n$`),
    );
    const { exit } = await bot.keyward('hook', 'uninstall');
    expect([exit, readFileSync(hook('pre-push'), 'utf8')]).toEqual([0, note]);
    expect(existsSync(`${hook('pre-push')}.before-keyward`)).toBe(false);
    expect(await bot.keyward('hook', 'status')).toMatchObject({ exit: 1 });
  });

  it('leaves nothing behind, and nothing of others changed', async () => {
    await installed();
    await bot.keyward('hook', 'uninstall');
    expect([existsSync(hook('pre-commit')), existsSync(hook('pre-push'))]).toEqual([false, false]);
    bot.write('.git/hooks/pre-commit', '#!/bin/sh\nkeyward hook run pre-commit\n', 0o755);
    const { hooks } = JSON.parse((await bot.keyward('--json', 'hook', 'install')).stdout);
    expect(hooks).toMatchObject([{ is: 'calls' }, { is: 'ours' }]);
    expect(readFileSync(hook('pre-commit'), 'utf8')).toBe('#!/bin/sh\nkeyward hook run pre-commit\n');
  });

  it('puts them where core.hooksPath says, without a path of this machine where git has that folder', async () => {
    await bot.git('config', 'core.hooksPath', '.githooks');
    const { stdout } = await bot.keyward('hook', 'install');
    expect(stdout).toContain('.githooks');
    expect(stdout).toContain('The folder is in the working tree');
    expect(bot.read('.githooks/pre-commit')).not.toContain('main=');
    // No `keyward` in the PATH here.
    expect(await bot.commit('a.txt', 'a\n')).toMatchObject({ exit: 1, stderr: expect.stringContaining('not found') });
    const shared = join(ann.base, 'shared hooks');
    await bot.git('config', 'core.hooksPath', shared);
    expect((await bot.keyward('hook', 'install')).stdout).toContain('outside of this repository');
    expect(await bot.commit('a.env', plantedKey())).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('a.env:1'),
    });
  });

  it('refuses where another program makes the hooks, where two stand in its way, and outside of a repository', async () => {
    await bot.git('config', 'core.hooksPath', '.husky/_');
    expect(await bot.keyward('hook', 'install')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('.husky/pre-commit'),
    });
    await bot.git('config', '--unset', 'core.hooksPath');
    bot.write('.git/hooks/pre-commit', '#!/bin/sh\n', 0o755);
    await installed();
    bot.write('.git/hooks/pre-commit', '#!/bin/sh\n# another one\n', 0o755);
    expect(await bot.keyward('hook', 'install')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('before-keyward'),
    });
    expect(await bot.keyward('hook', 'status', ann.base)).toMatchObject({ exit: 2 });
    expect(await bot.keyward('hook', 'run', 'pre-comit')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('pre-commit'),
    });
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Developer, plantedKey, type Repository } from './hook-scene.ts';

const PAST = '--no-verify';
let ann: Developer;
let bot: Repository;
beforeEach(async () => {
  ann = new Developer();
  bot = await ann.repository();
  expect(await bot.keyward('hook', 'install')).toMatchObject({ exit: 0 });
});
afterEach(() => ann.close());

describe('the hook before a commit', () => {
  it('reads the repository that git means, where another one stands around the folder', async () => {
    // As people keep the settings of their home folder: here within another repository.
    const home = join(bot.folder, 'me');
    mkdirSync(home);
    const dots = join(ann.base, 'dots.git');
    await ann.run('git', ['init', '--quiet', '--bare', dots], ann.base);
    const git = (...args: readonly string[]) =>
      ann.run('git', [`--git-dir=${dots}`, `--work-tree=${home}`, ...args], home);
    execFileSync('cp', ['-r', join(bot.folder, '.git', 'hooks'), dots]);
    bot.write('me/a.txt', 'fine\n');
    await git('add', 'a.txt');
    expect(await git('commit', '--quiet', '-m', 'fine')).toMatchObject({ exit: 0 });
    bot.write('me/a.env', plantedKey());
    await git('add', 'a.env');
    expect(await git('commit', '--quiet', '-m', 'key')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('a secret is in it'),
    });
    await git('commit', '--quiet', PAST, '-m', 'key');
    const remote = join(ann.base, 'dots-remote.git');
    await ann.run('git', ['init', '--quiet', '--bare', remote], ann.base);
    await git('remote', 'add', 'origin', remote);
    expect(await git('push', '--quiet', 'origin', 'HEAD')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('a secret is in it'),
    });
  });

  it('reads what git would commit: not what is only meant to be added, and not modes, links and submodules', async () => {
    bot.write('a.env', plantedKey());
    await bot.git('add', '-N', 'a.env');
    bot.write('run.sh', 'echo\n', 0o755);
    await bot.git('add', 'run.sh');
    await bot.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},sub`);
    expect(await bot.git('commit', '--quiet', '-m', 'a mode')).toMatchObject({ exit: 0 });
    await bot.git('add', 'a.env');
    expect(await bot.git('commit', '--quiet', '--amend', '--no-edit')).toMatchObject({ exit: 1 });
  });
});

describe('the hook before a push', () => {
  beforeEach(async () => {
    await ann.remoteOf(bot);
    expect(await bot.git('push', '--quiet', 'origin', 'HEAD:refs/heads/main')).toMatchObject({ exit: 0 });
  });
  const refused = { exit: 1, stderr: expect.stringContaining('the push is refused') };

  it('reads a tree and a file that a tag names, and the message of a tag of a tag', async () => {
    bot.write('deep/a.env', plantedKey());
    await bot.git('add', 'deep');
    const tree = (await bot.git('write-tree')).stdout.trim();
    const blob = (await bot.git('rev-parse', ':deep/a.env')).stdout.trim();
    await bot.git('rm', '--quiet', '-r', '-f', '--cached', 'deep');
    await bot.git('tag', 'a-tree', tree);
    await bot.git('tag', '-a', '-m', 'of a tree', 'an-annotated-tree', tree);
    await bot.git('tag', 'a-file', blob);
    await bot.git('tag', '-a', '-m', plantedKey(), 'inner');
    await bot.git('tag', '-a', '-m', 'outer', 'outer', 'inner');
    for (const tag of ['a-tree', 'an-annotated-tree', 'a-file', 'outer'])
      expect([tag, await bot.git('push', '--quiet', 'origin', `refs/tags/${tag}`)]).toEqual([
        tag,
        expect.objectContaining(refused),
      ]);
    await bot.git('tag', '-a', '-m', 'fine', 'fine');
    expect(await bot.git('push', '--quiet', 'origin', 'refs/tags/fine')).toMatchObject({ exit: 0 });
  });

  it('reads what is named by words with blanks', async () => {
    await bot.commit('a.env', plantedKey(), PAST);
    await bot.git('rm', '--quiet', 'a.env');
    await bot.git('commit', '--quiet', '-m', 'gone again');
    expect(await bot.git('push', '--quiet', 'origin', 'HEAD^{/gone again}:refs/heads/odd')).toMatchObject(refused);
  });
});

describe('keyward hook status', () => {
  it('calls hooks with a baseline what they are, and says which one', async () => {
    await bot.keyward(
      'scan',
      'baseline',
      '--baseline',
      "it's known.jsonl",
      '--until',
      soon(),
      '--reason',
      'nothing is known',
    );
    expect(await bot.keyward('hook', 'install', '--baseline', "it's known.jsonl")).toMatchObject({ exit: 0 });
    const status = await bot.keyward('hook', 'status');
    expect(status).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("looks for keys, but for what it's known.jsonl knows"),
    });
    expect(await bot.keyward('hook', 'status', '--baseline', 'other.jsonl')).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('with another baseline'),
    });
    expect(await bot.keyward('hook', 'install')).toMatchObject({ exit: 0 });
    expect((await bot.keyward('hook', 'status')).stdout).not.toContain('known.jsonl');
  });
});

const soon = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

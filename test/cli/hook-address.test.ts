import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Developer, plantedKey, type Repository } from './hook-scene.ts';

const PAST = '--no-verify';
const GIT_MS = 30_000;
let ann: Developer;
let bot: Repository;
beforeEach(async () => {
  ann = new Developer();
  bot = await ann.repository();
  expect((await bot.keyward('hook', 'install')).exit).toBe(0);
  await bot.git('remote', 'add', 'origin', await bare());
});
afterEach(() => ann.close());

async function bare(): Promise<string> {
  const path = mkdtempSync(join(ann.base, 'remote-'));
  await ann.run('git', ['init', '--quiet', '--bare', path], ann.base);
  return path;
}

/** A key that was taken out again stands in the history of a private remote. */
async function privatePast(): Promise<void> {
  await bot.commit('a.env', plantedKey(), PAST);
  await bot.git('rm', '--quiet', 'a.env');
  await bot.git('commit', '--quiet', '-m', 'out again', PAST);
  expect(await bot.git('push', '--quiet', PAST, 'origin', 'HEAD:main')).toMatchObject({ exit: 0 });
}

describe('a push to another repository under the same name', { timeout: GIT_MS }, () => {
  it('is looked through whole after the address of the remote was changed', async () => {
    await privatePast();
    await bot.git('remote', 'set-url', 'origin', await bare());
    expect((await bot.git('push', 'origin', 'HEAD:main')).exit).not.toBe(0);
  });

  it('is looked through whole where the remote has another address to push to', async () => {
    await privatePast();
    await bot.git('remote', 'set-url', '--push', 'origin', await bare());
    expect((await bot.git('push', 'origin', 'HEAD:main')).exit).not.toBe(0);
  });

  it('is looked through for branches that only the other one has, though both have the same main', async () => {
    const other = await bare();
    for (const to of ['origin', other]) await bot.git('push', '--quiet', PAST, to, 'main');
    await bot.git('switch', '--quiet', '-c', 'feature');
    await privatePast();
    await bot.git('push', '--quiet', PAST, 'origin', 'feature');
    await bot.commit('b.txt', 'fine\n');
    await bot.git('remote', 'set-url', 'origin', other);
    expect((await bot.git('push', 'origin', 'feature')).exit).not.toBe(0);
  });
});

describe('a push of a new branch', { timeout: GIT_MS }, () => {
  it('is not looked through for what the address says that it has', async () => {
    await privatePast();
    await bot.git('switch', '--quiet', '-c', 'feature');
    await bot.commit('b.txt', 'fine\n');
    expect(await bot.git('push', '--quiet', 'origin', 'feature')).toMatchObject({ exit: 0 });
  });

  it('is looked through whole where the address says nothing', async () => {
    await privatePast();
    const { stdout } = await bot.git('remote', 'get-url', 'origin');
    rmSync(stdout.trim(), { recursive: true });
    const refs = `refs/heads/x ${(await bot.git('rev-parse', 'HEAD')).stdout.trim()} refs/heads/x ${'0'.repeat(40)}\n`;
    const told = await ann.run('sh', ['-c', 'printf %s "$REFS" | .git/hooks/pre-push origin "$GONE"'], bot.folder, {
      REFS: refs,
      GONE: stdout.trim(),
    });
    expect(told.exit).toBe(1);
  });
});

import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { parse } from 'yaml';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../python/environment.ts';
import { readTracked, root } from '../source-tree.ts';
import { Developer, plantedKey, type Repository } from './hook-scene.ts';
import { main } from './terminal.ts';

const TIMEOUT_MS = 180_000;
let python: PythonEnvironment;
beforeAll(async () => {
  python = await pythonEnvironment('hooks');
}, ENVIRONMENT_TIMEOUT_MS);

let ann: Developer;
let bot: Repository;
beforeEach(async () => {
  ann = new Developer();
  bot = await ann.repository();
});
afterEach(() => ann.close());

/** Installs the hooks of the framework, from a repository with our file, beside those of detect-secrets. */
async function framework(context: TestContext): Promise<void> {
  const tools = dirname(needPython(context, python));
  const programs = join(ann.base, 'programs');
  mkdirSync(programs);
  writeFileSync(join(programs, 'keyward'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(join(programs, 'keyward'), 0o755);
  ann.env['PATH'] = [programs, tools, process.env.PATH].join(delimiter);
  ann.env['PRE_COMMIT_HOME'] = join(ann.base, 'pre-commit');
  const ours = await ann.repository('keyward');
  copyFileSync(join(root, '.pre-commit-hooks.yaml'), join(ours.folder, '.pre-commit-hooks.yaml'));
  await ours.git('add', '.');
  await ours.git('commit', '--quiet', '-m', 'hooks');
  const rev = (await ours.git('rev-parse', 'HEAD')).stdout.trim();
  const documented = parse(blockOf('# .pre-commit-config.yaml'));
  const [keyward, others] = documented.repos;
  Object.assign(keyward, { repo: ours.folder, rev });
  // The other tool from where it is installed, with the hook that its own repository names.
  const local = { id: 'detect-secrets', name: 'detect-secrets', language: 'system', entry: 'detect-secrets-hook' };
  Object.assign(others, { repo: 'local', hooks: [{ ...others.hooks[0], ...local }] });
  delete others.rev;
  bot.write('.pre-commit-config.yaml', JSON.stringify(documented));
  await bot.git('add', '.');
  await bot.git('commit', '--quiet', '-m', 'framework');
  const done = await ann.run('pre-commit', ['install'], bot.folder);
  expect(done.exit, done.stdout + done.stderr).toBe(0);
}

/** A block of docs/hooks.md, by its first line. */
function blockOf(first: string): string {
  const blocks = [...readTracked('docs/hooks.md').matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  return blocks.find((text) => text.startsWith(`${first}\n`)) ?? '';
}

describe('.pre-commit-hooks.yaml, with the pre-commit framework itself', { timeout: TIMEOUT_MS }, () => {
  it('refuses a commit with a key, beside detect-secrets, and lets others pass', async (context) => {
    await framework(context);
    const refused = await bot.commit('a.env', plantedKey());
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toMatch(
      /keyward \(keys in the commit\)\.+Failed[\s\S]*a\.env:1[\s\S]*detect-secrets\.+Failed/,
    );
    await bot.git('reset', '--quiet', '--hard');
    const passed = await bot.commit('b.txt', 'fine\n');
    expect(passed.stderr).toMatch(/keyward \(keys in the commit\)\.+Passed[\s\S]*detect-secrets\.+Passed/);
    expect(passed.exit).toBe(0);
    // A key in the working tree alone is put aside by the framework, and is not what is committed.
    await bot.commit('c.env', 'A=1\n');
    bot.write('c.env', plantedKey());
    expect((await bot.git('commit', '--quiet', '-a', '-m', 'all')).exit).toBe(1);
  });

  it('refuses a push of a new branch, of a first one, and of one that is there', async (context) => {
    await framework(context);
    await ann.remoteOf(bot);
    await bot.commit('a.env', plantedKey(), '--no-verify');
    const first = await bot.git('push', 'origin', 'main');
    expect([first.exit, first.stderr + first.stdout]).toEqual([1, expect.stringMatching(/a\.env:1 .*in [0-9a-f]{12}/)]);
    await bot.git('reset', '--quiet', '--hard', 'HEAD~1');
    expect(await bot.git('push', '--quiet', 'origin', 'main')).toMatchObject({ exit: 0 });
    await bot.git('switch', '--quiet', '-c', 'feature');
    await bot.commit('b.env', plantedKey(), '--no-verify');
    expect((await bot.git('push', '--quiet', 'origin', 'feature')).exit).toBe(1);
    expect((await bot.git('push', '--quiet', 'origin', 'feature:main')).exit).toBe(1);
  });

  it('stands beside the hooks of `keyward hook install`, whichever came first', async (context) => {
    await framework(context);
    expect(await bot.keyward('hook', 'install')).toMatchObject({ exit: 0 });
    const both = await bot.commit('a.env', plantedKey());
    expect(both).toMatchObject({ exit: 1, stderr: expect.stringContaining('keyward (keys in the commit)') });
    await bot.git('reset', '--quiet', '--hard');
    expect((await ann.run('pre-commit', ['install'], bot.folder)).exit).toBe(0);
    expect(await bot.commit('b.env', plantedKey())).toMatchObject({ exit: 1 });
  });
});

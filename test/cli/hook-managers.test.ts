import { delimiter } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { type HookManagers, hookManagers, MANAGERS_TIMEOUT_MS, needManagers } from '../hook-managers.ts';
import { readTracked } from '../source-tree.ts';
import { Developer, plantedKey, type Repository } from './hook-scene.ts';
import { main } from './terminal.ts';

const TIMEOUT_MS = 120_000;
const blocks = [...readTracked('docs/hooks.md').matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
let managers: HookManagers;
beforeAll(async () => {
  managers = await hookManagers();
}, MANAGERS_TIMEOUT_MS);

let ann: Developer;
let bot: Repository;
beforeEach(async () => {
  ann = new Developer();
  bot = await ann.repository();
  await ann.remoteOf(bot);
});
afterEach(() => ann.close());

/** The block of docs/hooks.md that begins with the name of this file. */
function recipe(file: string): void {
  const text = blocks.find((one) => one.startsWith(`# ${file}\n`));
  expect(text, file).toBeDefined();
  bot.write(file, text!);
}

/** A repository with Keyward installed by npm, and a program of the manager run in it. */
async function install(context: TestContext, program: string, ...args: readonly string[]): Promise<void> {
  ann.env['PATH'] = [needManagers(context, managers), process.env.PATH].join(delimiter);
  bot.write('node_modules/.bin/keyward', `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, 0o755);
  bot.write('.gitignore', 'node_modules/\n');
  bot.write('package.json', '{ "name": "bot", "version": "1.0.0", "private": true }\n');
  const done = await ann.run(program, args, bot.folder);
  expect(done.exit, done.stdout + done.stderr).toBe(0);
  await bot.git('add', '.');
}

/** What both are to do: as the recipe says, by the real program. */
async function keepsKeysHere(): Promise<void> {
  const first = await bot.git('commit', '-m', 'hooks');
  expect(first.exit, first.stderr).toBe(0);
  const refused = await bot.commit('a.env', plantedKey());
  expect(refused.exit).not.toBe(0);
  expect(refused.stdout + refused.stderr).toContain('a.env:1');
  await bot.git('reset', '--quiet', 'HEAD', 'a.env');
  expect((await bot.commit('b.txt', 'fine\n')).exit).toBe(0);
  const pushed = await bot.git('push', '--quiet', 'origin', 'main');
  expect(pushed.exit, pushed.stderr).toBe(0);
  // Past the first hook, and in no file any more: the push has it.
  expect((await bot.commit('c.env', plantedKey(), '--no-verify')).exit).toBe(0);
  await bot.git('rm', '--quiet', 'c.env');
  expect((await bot.git('commit', '--quiet', '-m', 'away')).exit).toBe(0);
  const kept = await bot.git('push', '--quiet', 'origin', 'main');
  expect(kept.exit).not.toBe(0);
  expect(kept.stdout + kept.stderr).toContain('c.env:1');
}

describe('the recipes of docs/hooks.md', () => {
  it('keep keys here with the real husky', { timeout: TIMEOUT_MS }, async (context) => {
    await install(context, 'husky');
    recipe('.husky/pre-commit');
    recipe('.husky/pre-push');
    await bot.git('add', '.');
    await keepsKeysHere();
  });

  it('keep keys here with the real lefthook', { timeout: TIMEOUT_MS }, async (context) => {
    recipe('lefthook.yml');
    await install(context, 'lefthook', 'install');
    await keepsKeysHere();
  });
});

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readTracked } from '../source-tree.ts';
import { Developer, plantedKey, type Repository } from './hook-scene.ts';
import { main } from './terminal.ts';

const page = readTracked('docs/hooks.md');
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }));
const hooks = parse(readTracked('.pre-commit-hooks.yaml')) as readonly {
  readonly id: string;
  readonly entry: string;
}[];
const action = parse(readTracked('action.yml'));
/** Where the action is checked out: this build stands there. */
const actionFolder = dirname(dirname(dirname(main)));
const blockOf = (first: string): string => blocks.find(({ text }) => text.startsWith(`${first}\n`))?.text ?? '';

let ann: Developer;
let bot: Repository;
beforeEach(async () => {
  ann = new Developer();
  bot = await ann.repository();
});
afterEach(() => ann.close());

const head = async (of = bot) => (await of.git('rev-parse', 'HEAD')).stdout.trim();

describe('docs/hooks.md', () => {
  it('shows what `hook install` and `redact` print', async () => {
    const shown = blocks.filter(({ kind }) => kind === 'console').map(({ text }) => text);
    expect(shown).toHaveLength(2);
    const { stdout } = await bot.keyward('hook', 'install');
    for (const line of shown[0]!.trim().split('\n').slice(1)) expect(stdout).toContain(line);
    const [key = '', secret = ''] = plantedKey().trim().split('\n');
    bot.write('bot.log', `${key}\n${secret}\nagain ${secret}\n`);
    const redacted = await bot.keyward('redact', 'bot.log');
    expect(redacted.stderr).toBe(`${shown[1]!.trim().split('\n')[1]}\n`);
  });

  it('names hooks and commands that there are', async () => {
    const { repos } = parse(blockOf('# .pre-commit-config.yaml'));
    expect(repos[0].hooks.map(({ id }: { id: string }) => id)).toEqual(hooks.map(({ id }) => id));
    const calls = [
      ...page.matchAll(/keyward hook run (\S+)/g),
      ...hooks.map(({ entry }) => /keyward hook run (\S+)/.exec(entry)!),
    ];
    expect(new Set(calls.map(([, name]) => name))).toEqual(new Set(['pre-commit', 'pre-push']));
    const uses = parse(blockOf('# .github/workflows/keys.yml')).jobs.keys.steps[1];
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(uses.with)));
    for (const name of ['history', 'baseline', 'sarif'])
      expect(page).toContain(`\`${name === 'history' ? 'scan: history' : name}\``);
  });

  it('has a GitLab job that fails for a key in a push, and in the history where there is no commit to begin at', async () => {
    const programs = join(ann.base, 'programs');
    mkdirSync(programs);
    writeFileSync(join(programs, 'npx'), `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${main}' "$@"\n`);
    chmodSync(join(programs, 'npx'), 0o755);
    const [, script] = parse(blockOf('# .gitlab-ci.yml')).keys.script;
    const before = await head();
    await bot.commit('a.txt', 'fine\n');
    const run = async (from: string) =>
      ann.run('sh', ['-c', script], bot.folder, {
        PATH: [programs, process.env.PATH].join(delimiter),
        CI_COMMIT_BEFORE_SHA: from,
        CI_COMMIT_SHA: await head(),
      });
    expect((await run(before)).exit).toBe(0);
    const clean = await head();
    await bot.commit('a.env', plantedKey());
    expect((await run(clean)).exit).toBe(1);
    expect(readFileSync(join(bot.folder, 'keys.xml'), 'utf8')).toContain('a.env');
    expect((await run('0'.repeat(40))).exit).toBe(1);
  });
});

describe('action.yml', () => {
  interface Inputs {
    readonly scan?: string;
    readonly path?: string;
    readonly baseline?: string;
    readonly sarif?: string;
  }

  /** Runs the steps as a runner does: expressions filled in, each with bash. */
  async function runAction(
    event: { readonly base?: string; readonly head?: string },
    inputs: Inputs = {},
    cwd = bot.folder,
  ) {
    const filled: Record<string, string> = {
      'github.event.pull_request.base.sha || github.event.before': event.base ?? '',
      'github.event.pull_request.head.sha || github.sha': event.head ?? (await head()),
    };
    for (const [name, input] of Object.entries<{ default: string }>(action.inputs))
      filled[`inputs.${name}`] = inputs[name as keyof Inputs] ?? String(input.default);
    let ended = { exit: 0, stdout: '', stderr: '' };
    for (const step of action.runs.steps) {
      const own = Object.entries<string>(step.env ?? {}).map(([name, value]) => {
        const expression = /^\$\{\{ (.+) \}\}$/.exec(value)?.[1] ?? '';
        expect(Object.keys(filled)).toContain(expression);
        return [name, filled[expression]!];
      });
      expect(step.shell).toBe('bash');
      ended = await ann.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], cwd, {
        ...Object.fromEntries(own),
        GITHUB_ACTION_PATH: actionFolder,
      });
      if (ended.exit !== 0) return ended;
    }
    return ended;
  }

  it('is a composite action whose steps name no secret and no shell text of an event', () => {
    expect(action).toMatchObject({
      name: expect.any(String),
      description: expect.any(String),
      runs: { using: 'composite' },
    });
    for (const step of action.runs.steps) expect(step.run).not.toContain('${{');
    expect(Object.keys(action).toSorted()).toEqual(['description', 'inputs', 'name', 'runs']);
  });

  it('fails for a key that the push brings, and not for one that was there before', async () => {
    const before = await head();
    await bot.commit('a.env', plantedKey());
    expect((await runAction({ base: before })).exit).toBe(1);
    const since = await head();
    await bot.commit('b.txt', 'fine\n');
    expect(await runAction({ base: since })).toMatchObject({ exit: 0 });
    // A new branch, and a force push, begin at no commit that is there.
    for (const base of ['0'.repeat(40), 'f'.repeat(40), '']) expect((await runAction({ base })).exit).toBe(1);
    expect((await runAction({ base: since }, { scan: 'history' })).exit).toBe(1);
  });

  it('reads the tree of a folder, writes SARIF into the workspace, and takes a baseline of the repository', async () => {
    await bot.commit('a.env', plantedKey());
    const sarif = await runAction({}, { scan: 'tree', path: 'bot', sarif: 'keys.sarif' }, ann.base);
    expect(sarif.exit).toBe(1);
    expect(JSON.parse(readFileSync(join(ann.base, 'keys.sarif'), 'utf8')).version).toBe('2.1.0');
    const missing = await runAction({}, { scan: 'tree', baseline: 'none.baseline' });
    expect(missing).toMatchObject({ exit: 2, stderr: expect.stringContaining('none.baseline') });
    expect((await runAction({}, { scan: 'all' })).exit).toBe(2);
  });

  it('says that the history is not there, instead of finding nothing in it', async () => {
    await bot.commit('a.env', plantedKey());
    await bot.commit('b.txt', 'fine\n');
    await ann.run('git', ['clone', '--quiet', '--depth', '1', `file://${bot.folder}`, 'shallow'], ann.base);
    const shallow = join(ann.base, 'shallow');
    const ended = await runAction({ base: await head(), head: await head() }, {}, shallow);
    expect(ended).toMatchObject({ exit: 3, stderr: expect.stringContaining('fetch-depth 0') });
    expect(existsSync(join(shallow, '.git', 'shallow'))).toBe(true);
  });
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookPackages } from '../../../src/app/check-packages.ts';
import type { CheckParts } from '../../../src/app/check-parts.ts';
import type { BotKind, Finding, PackagesFacts } from '../../../src/posture/index.ts';
import { families } from '../../../src/posture/index.ts';
import { namesIn, partsAt } from './look-scene.ts';

const family = families.find(({ name }) => name === 'DEP')!;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-packages-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function plant(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Looks as the command does, and holds that nothing in the folder was made or removed. */
async function look(kind?: BotKind, parts: Partial<CheckParts> = {}): Promise<PackagesFacts> {
  const bots =
    kind === undefined
      ? []
      : [{ kind, name: folder, folder, processes: [], startedBy: [], settingsFiles: [join(folder, 'config.json')] }];
  const before = namesIn(folder);
  const facts = await lookPackages({
    ...partsAt(folder, join(folder, 'none')),
    bots: Promise.resolve({ bots, gaps: [] }),
    ...parts,
  });
  expect(namesIn(folder)).toEqual(before);
  return facts;
}

function judge(facts: PackagesFacts, id: string): readonly Finding[] {
  const check = family.checks.find((one) => one.id === id)!;
  return (check as { judge(facts: unknown): readonly Finding[] }).judge(facts);
}

const said = (facts: PackagesFacts, id: string): string[] =>
  judge(facts, id).map(({ result, says }) => `${result}: ${says}`);
const results = (facts: PackagesFacts, id: string): string[] => judge(facts, id).map(({ result }) => result);

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('a project of npm', () => {
  it('whose lock file npm itself wrote is read in each of its versions', async () => {
    plant({
      'package.json': JSON.stringify({ name: 'bot', version: '1.0.0', dependencies: { ccxt: 'file:vendor/ccxt' } }),
      'vendor/ccxt/package.json': JSON.stringify({
        name: 'ccxt',
        version: '4.5.90',
        scripts: { postinstall: 'echo hello' },
      }),
    });
    for (const version of ['1', '2', '3']) {
      rmSync(join(folder, 'package-lock.json'), { force: true });
      execFileSync(
        'npm',
        [
          'install',
          '--package-lock-only',
          '--ignore-scripts',
          '--offline',
          '--no-audit',
          `--lockfile-version=${version}`,
        ],
        {
          cwd: folder,
          env: { ...process.env, npm_config_cache: join(folder, '.npm') },
          stdio: 'pipe',
        },
      );
      const facts = await look();
      expect(results(facts, 'DEP-01')).toEqual(['pass']);
      expect(results(facts, 'DEP-03')).toEqual(['pass']);
      expect(results(facts, 'DEP-04')).toEqual(['unknown']);
    }
  });

  it('passes by the setting of its own package manager, and not by that of another', async () => {
    const lock = { 'node_modules/a': { version: '1.0.0', integrity: `sha512-${'a'.repeat(86)}==` } };
    plant({
      'package.json': '{"dependencies":{"a":"1"}}',
      'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...lock } }),
      'pyproject.toml': '[tool.uv]\nexclude-newer = "30 days"\n',
      'tools/.npmrc': 'min-release-age=30\n',
    });
    expect(judge(await look(), 'DEP-04')).toMatchObject([
      { result: 'unknown', fix: expect.stringContaining("'npm view a time --json'") },
    ]);
    plant({ '.npmrc': 'min-release-age=3\n' });
    expect(said(await look(), 'DEP-04').join()).toContain('min-release-age of .npmrc waits no longer than 3 d');
    plant({ '.npmrc': 'min-release-age=7\n' });
    expect(said(await look(), 'DEP-04')).toEqual([
      'pass: npm takes no release younger than 7 days by min-release-age of .npmrc',
    ]);
  });

  it('with planted faults is told of each, and its neighbours of none', async () => {
    plant({
      'package.json': JSON.stringify({ dependencies: { ccxt: '^4', '@binance-official/connector': '1.0.0' } }),
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { ccxt: '^4' } },
          'node_modules/ccxt': { version: '4.5.90', integrity: `sha512-${'a'.repeat(86)}==`, hasInstallScript: true },
          'node_modules/chalk': { version: '5.6.1', integrity: `sha512-${'a'.repeat(86)}==` },
          'node_modules/debug': { version: '4.4.3', integrity: `sha512-${'a'.repeat(86)}==` },
          'node_modules/odd': { version: '1.0.0', resolved: 'git+ssh://git@code.example/odd.git#main' },
          'node_modules/plain': { version: '1.0.0', resolved: 'http://files.example/plain/-/plain-1.0.0.tgz' },
        },
      }),
      'bot.mjs':
        "import ccxt from 'ccxt';\nconst x = new ccxt.binance();\nx.urls['api']['public'] = 'https://orders.example.net/api';\n",
      'near.mjs':
        "import ccxt from 'ccxt';\nnew ccxt.binance({ urls: { api: 'http://127.0.0.1:8787/api.binance.com' } });\n",
    });
    const facts = await look('ccxt');
    expect(said(facts, 'DEP-01')).toEqual([
      expect.stringMatching(/^fail: chalk 5\.6\.1 is named in package-lock\.json; it exchanged/),
    ]);
    expect(said(facts, 'DEP-02')).toEqual([expect.stringMatching(/^fail: @binance-official\/connector/)]);
    expect(said(facts, 'DEP-03').sort()).toEqual([
      'fail: odd 1.0.0 comes from a repository at code.example, from a branch or tag that may move',
      'fail: plain 1.0.0 comes from files.example without TLS: anyone on the way may change it',
      'warn: no digest holds the bytes of plain',
    ]);
    expect(judge(facts, 'DEP-05')).toMatchObject([
      { result: 'fail', places: [{ file: join(folder, 'bot.mjs'), line: 3 }] },
    ]);
    expect(said(facts, 'DEP-06')).toEqual(['warn: 1 package of npm runs a program when installed: ccxt']);
    expect(results(facts, 'DEP-08')).toEqual(['not-applicable']);
  });
});

describe('a project of Python', () => {
  function dist(site: string, name: string, version: string, files: Readonly<Record<string, string>>): void {
    const lines = Object.entries(files).map(
      ([path, text]) => `${path},sha256=${createHash('sha256').update(text).digest('base64url')},${text.length}`,
    );
    plant({
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [join(site, path), text])),
      [join(site, `${name}-${version}.dist-info`, 'RECORD')]:
        `${lines.join('\n')}\n${name}-${version}.dist-info/RECORD,,\n`,
    });
  }
  const SITE = '.venv/lib/python3.11/site-packages';

  it('has its installed files compared with their digests', async () => {
    plant({ 'requirements.txt': 'ccxt==4.5.90\n', '.venv/pyvenv.cfg': 'home = /usr/bin\n' });
    dist(SITE, 'ccxt', '4.5.90', { 'ccxt/__init__.py': 'one = 1\n', 'ccxt/mexc.py': 'two = 2\n' });
    expect(said(await look(), 'DEP-07')).toEqual(['pass: its 2 files are as they were installed']);
    plant({ [join(SITE, 'ccxt/mexc.py')]: 'two = 3\n' });
    expect(said(await look(), 'DEP-07')).toEqual(['fail: changed since it was installed: ccxt/mexc.py']);
    rmSync(join(folder, SITE, 'ccxt/mexc.py'));
    expect(said(await look(), 'DEP-07')).toEqual(['warn: missing of what was installed: ccxt/mexc.py']);
  });

  it('has what is installed told of, also where no file names it', async () => {
    plant({ 'requirements.txt': 'ccxt\n', 'venv/pyvenv.cfg': '' });
    dist('venv/lib/python3.11/site-packages', 'ccxt_mexc_futures', '0.1.7', { 'x.py': '' });
    const facts = await look();
    expect(results(facts, 'DEP-01')).toEqual(['fail']);
    expect(said(facts, 'DEP-03')).toEqual([
      'fail: no lock file holds what requirements.txt wants: 1 of 1 package may be any release',
    ]);
  });

  it('has the options of its lists told of, in what they take in too', async () => {
    plant({
      'requirements.txt': '-r requirements/base.txt\nccxt==4.5.90\n',
      'requirements/base.txt':
        '-r ../requirements.txt\n--extra-index-url https://user:pass@packages.example/simple\n--trusted-host packages.example\npybit==5.17.0\n',
    });
    const facts = await look();
    expect(said(facts, 'DEP-03').filter((one) => one.includes('packages.example'))).toEqual([
      expect.stringMatching(/^warn: packages\.example is asked beside the registry/),
      expect.stringMatching(/^fail: packages of packages\.example are taken without looking at its certificate/),
    ]);
    expect(JSON.stringify(facts)).not.toContain('user:pass');
  });
});

describe('what is made to harm who looks', () => {
  it('is read or told as unread, and ends', async () => {
    plant({
      'package.json': '{"dependencies":{"__proto__":"1.0.0","\\u001b[2Jevil\\r\\n":"^1"}}',
      'package-lock.json': `{"lockfileVersion":3,"packages":${'['.repeat(100_000)}`,
      'requirements.txt': '-r a.txt\n-r ../../../etc/passwd\n',
      'a.txt': '-r b.txt\n',
      'b.txt': '-r a.txt\nccxt\n',
      'poetry.lock': '[[package]]\nname = "x\n',
      'bot.py': `import ccxt\nx = ${'('.repeat(3_000)}`,
      'deep.js': `require('ccxt');${'('.repeat(50_000)}`,
    });
    execFileSync('mkfifo', [join(folder, 'constraints.txt')]);
    execFileSync('mkfifo', [join(folder, 'pipe.py')]);
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('nowhere', join(folder, 'uv.lock'));
    const facts = await look('freqtrade');
    for (const { id } of family.checks) {
      const found = judge(facts, id);
      expect([id, found.filter(({ result }) => result === 'pass')]).toEqual([id, []]);
      for (const { says, about } of found) expect(`${about}${says}`).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
    }
    expect(said(facts, 'DEP-01')).toEqual([expect.stringMatching(/^unknown: .*package-lock\.json is no JSON/)]);
    expect(said(facts, 'DEP-01').join()).toContain('requirements.txt takes in a list from outside of the project');
  });
});

describe('a checkout of a bot', () => {
  const OFFICIAL = 'https://github.com/freqtrade/freqtrade.git';
  function checkout(remote: string): void {
    git('init', '-q', '-b', 'stable');
    plant({
      'freqtrade/exchange.py': 'one = 1\n',
      '.gitattributes': '*.py filter=thief\n',
      '.gitignore': 'user_data\nconfig.json\n',
    });
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    git('tag', '2026.9');
    git('remote', 'add', 'origin', remote);
  }

  it('of its makers, at a tag and unchanged, is fine', async () => {
    checkout(OFFICIAL);
    plant({ 'user_data/strategies/mine.py': 'x = 1\n', 'config.json': '{}', 'notes.py': '' });
    expect(said(await look('freqtrade'), 'DEP-08')).toEqual([
      'pass: it is 2026.9 of github.com/freqtrade/freqtrade, unchanged',
    ]);
  });

  it('of someone else, changed, with a file more, past its tag, is told of for each', async () => {
    checkout('git@github.com:frqetrade/freqtrade.git');
    git('commit', '-q', '--allow-empty', '-m', 'two');
    plant({ 'freqtrade/exchange.py': 'one = 2\n', 'freqtrade/sync.py': 'import os\n' });
    expect(said(await look('freqtrade'), 'DEP-08')).toEqual([
      'fail: it came from github.com/frqetrade/freqtrade, not from github.com/freqtrade/freqtrade',
      'warn: changed in it: freqtrade/exchange.py',
      'warn: files of code that its makers do not have: freqtrade/sync.py',
      expect.stringMatching(/^warn: commit [0-9a-f]{12} is no release that has a tag here$/),
    ]);
  });

  it('runs nothing that its settings name', async () => {
    checkout(OFFICIAL);
    plant({ 'freqtrade/exchange.py': 'one = 3\n' });
    const ran = join(folder, '..', `${folder.split('/').at(-1)}-ran`);
    const thief = `touch ${ran}; cat`;
    for (const [name, value] of [
      ['filter.thief.clean', thief],
      ['filter.thief.process', thief],
      ['filter.thief.required', 'true'],
      ['core.fsmonitor', thief],
      ['core.pager', thief],
      ['core.sshCommand', thief],
      ['diff.external', thief],
      ['extensions.partialClone', 'origin'],
    ] as const)
      git('config', name, value);
    plant({
      '.git/hooks/post-index-change': `#!/bin/sh\n${thief}\n`,
      '.git/hooks/fsmonitor-watchman': `#!/bin/sh\n${thief}\n`,
    });
    execFileSync('chmod', ['-R', '+x', join(folder, '.git/hooks')]);
    expect(results(await look('freqtrade'), 'DEP-08')).toEqual(['warn']);
    expect(() => execFileSync('ls', [ran], { stdio: 'pipe' })).toThrow();
  });

  it('is unknown where a filter cannot be turned off, or git cannot read it', async () => {
    checkout(OFFICIAL);
    git('config', 'filter.a=b.clean', 'true');
    expect(said(await look('freqtrade'), 'DEP-08')).toEqual([
      'unknown: its settings name a filter that cannot be turned off',
    ]);
    rmSync(join(folder, '.git'), { recursive: true });
    expect(results(await look('freqtrade'), 'DEP-08')).toEqual(['unknown']);
  });

  it('is not asked of a repository that holds settings and strategies alone', async () => {
    checkout(OFFICIAL);
    rmSync(join(folder, 'freqtrade'), { recursive: true });
    expect(results(await look('freqtrade'), 'DEP-08')).toEqual(['not-applicable']);
  });
});

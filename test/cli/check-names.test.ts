import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdPasted } from '../../src/posture/pasted.contract.ts';
import { drawnKey } from './scan-scene.ts';
import { practiceSettings, Terminal } from './terminal.ts';

let place: Terminal;
beforeEach(() => {
  place = new Terminal(practiceSettings);
});
afterEach(() => place.close());

const drawn = (what: string) => drawnKey(`names ${what}`).secret;
const names = {
  file: drawn('file'),
  folder: drawn('folder'),
  bare: drawn('bare'),
  branch: drawn('branch'),
  remote: drawn('remote'),
  author: drawn('author'),
  strategy: drawn('strategy'),
  past: drawn('past'),
};

function git(...args: readonly string[]): void {
  const env = { PATH: process.env['PATH'], HOME: dirname(place.folder), GIT_CONFIG_NOSYSTEM: '1' };
  const who = [
    '-c',
    `user.name=api_secret=${names.author}`,
    '-c',
    'user.email=a@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', ['-C', place.folder, ...who, ...args], { env, stdio: 'pipe' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(place.folder, path)), { recursive: true });
  writeFileSync(join(place.folder, path), text, { mode: 0o644 });
}

const filesOf = (folder: string): string =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
        .join('\n')
    : '';

const SOON = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);

interface Told {
  readonly checks: readonly {
    readonly id: string;
    readonly findings: readonly { readonly fix: string; readonly about: string; readonly state: string }[];
  }[];
}

describe('names that are secrets', () => {
  it('stand in no report, in no format, and in nothing that is kept', async () => {
    git('init', '-q', '-b', 'main', '.');
    write(`binance_secret=${names.past}.env`, `BINANCE_API_SECRET=${names.past}\n`);
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    git('rm', '-q', `binance_secret=${names.past}.env`);
    git('commit', '-q', '-m', 'second');
    git('checkout', '-q', '-b', `api_secret=${names.branch}`);
    git('remote', 'add', 'origin', `https://ann:${names.remote}@github.com/ann/grid.git`);
    write(`binance_secret=${names.file}.env`, `BINANCE_API_SECRET=${names.file}\n`);
    write(`api_secret=${names.folder}/config.json`, `{"exchange":{"name":"binance","secret":"${names.folder}"}}`);
    write(`api_secret=${names.folder}/Dockerfile`, 'FROM node\nCOPY .env /app/\n');
    write(`api_secret=${names.folder}/x.py`, 'exchange.verbose = True\nrequests.get(u, verify=False)\n');
    write(`${names.bare}.env`, `OTHER=1\n`);
    write(`api_secret=${names.strategy}/compose.yaml`, 'services: {bot: {image: freqtradeorg/freqtrade:stable}}\n');
    const told: string[] = [];
    const run = async (...args: readonly string[]) => {
      const { stdout, stderr } = await place.run([...args]);
      told.push(stdout, stderr);
      return stdout;
    };
    await run('check', '--all');
    const json = JSON.parse(await run('--json', 'check')) as Told;
    for (const format of ['sarif', 'html', 'markdown', 'junit']) await run('check', '--format', format);
    await run('check', 'repo-03');
    await run('check', '--baseline');
    expect(await run('waive', 'REPO-03', '--why', 'it is known here', '--until', SOON)).toContain('REPO-03');
    await run('--json', 'check', 'repo');
    const abouts = json.checks.flatMap(({ findings }) => findings.map(({ about }) => about)).join('\n');
    expect(abouts).toMatch(/binance_secret=.{2}… \(64\)\.env/);
    expect(abouts).toMatch(/api_secret=.{2}… \(64\)/);
    const kept = filesOf(place.home);
    expect(kept).toContain('binance_secret=');
    for (const [name, value] of Object.entries(names)) {
      expect(told.join('\n').includes(value), `told: ${name}`).toBe(false);
      expect(kept.includes(value), `kept: ${name}`).toBe(false);
    }
  }, 120_000);
});

describe('names that are commands', () => {
  it('run in no fix that is pasted, and stand in each as one word', async () => {
    git('init', '-q', '-b', 'main', '.');
    const { key, secret } = drawnKey('names pasted');
    const folder = `-RAN'"$(RAN)\`RAN\`;RAN\nRAN|RAN&RAN \u001b[31m\u202e`;
    const pair = `BINANCE_API_KEY=${key}\nBINANCE_API_SECRET=${secret}\n`;
    write(`${folder}/${folder}.env`, pair);
    write(`${folder}/config.json`, JSON.stringify({ exchange: { name: 'binance', key, secret } }));
    write(`${folder}/.env.example`, 'A=1\n');
    write(`${folder}/x.py`, 'exchange.verbose = True\n');
    execFileSync('git', ['init', '-q', join(place.folder, folder)]);
    const inner = join(place.folder, folder);
    const report = JSON.parse((await place.run(['--json', 'check'], { cwd: inner })).stdout) as Told;
    const fixes = report.checks.flatMap(({ findings }) =>
      findings.flatMap(({ fix }) => (fix.includes('RAN') ? [fix] : [])),
    );
    expect(fixes.length).toBeGreaterThan(3);
    for (const fix of fixes) holdPasted(fix);
  }, 60_000);
});

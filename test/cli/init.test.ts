import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/config/index.ts';
import { exchanges } from '../../src/exchanges/index.ts';
import { lintPolicy } from '../../src/policy/index.ts';
import { needProgram } from '../programs.ts';
import { Terminal } from './terminal.ts';

let place: Terminal;
beforeEach(() => {
  place = new Terminal();
});
afterEach(() => place.close());

const path = (name: string) => join(place.folder, name);
const text = (name: string) => readFileSync(path(name), 'utf8');
const init = (...args: string[]) => place.run(['init', ...args]);

describe('keyward init', () => {
  it('shows its changes and makes none with --dry-run', async () => {
    const { exit: code, stdout } = await init('--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('create .gitignore\n  .env\n');
    expect(stdout).toContain('create keyward.yaml\n');
    expect(stdout).toContain('Nothing was changed');
    expect(existsSync(path('keyward.yaml'))).toBe(false);
  });

  it('does not change anything without a terminal to ask on', async () => {
    const { exit: code, stderr } = await init();
    expect(code).toBe(2);
    expect(stderr).toContain('create keyward.yaml');
    expect(existsSync(path('.gitignore'))).toBe(false);
  });

  it('writes settings that are valid, and of which there is nothing to say', async () => {
    const ids = Object.keys(exchanges);
    expect((await init('--yes', '--exchange', ids.join(','))).exit).toBe(0);
    const settings = parseSettings(readFileSync(path('keyward.yaml'), 'utf8'), 'keyward.yaml');
    expect(Object.keys(settings.keys)).toEqual(ids);
    expect(lintPolicy(settings.bots)).toEqual([]);
    expect((await place.run(['policy', 'check'])).exit).toBe(0);
    expect(
      Math.max(
        ...text('keyward.yaml')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  it('writes no path of this machine, and how an editor gets the JSON Schema', async () => {
    await init('--yes', '--exchange', Object.keys(exchanges).join(','));
    for (const name of ['.gitignore', '.env.example', 'keyward.yaml'])
      expect(text(name)).not.toMatch(/(^|[\s=`'"])\/[a-z]/m);
    const [, command = '', file = ''] = /`keyward (policy schema) > (\S+)`/.exec(text('keyward.yaml')) ?? [];
    expect(text('keyward.yaml')).toContain(`yaml-language-server: $schema=${file}`);
    expect(JSON.parse((await place.run(command.split(' '))).stdout)).toMatchObject({ title: 'keyward.yaml' });
  });

  it('writes the names of each exchange into .env.example, the passphrase with those that have one', async () => {
    await init('--yes', '--exchange', 'binance,okx');
    expect(text('.env.example')).toMatch(
      /^BINANCE_API_KEY=\nBINANCE_API_SECRET=\nOKX_API_KEY=\nOKX_API_SECRET=\nOKX_PASSPHRASE=\n$/m,
    );
  });

  it('says what a keyward.yaml that is there does not name', async () => {
    await init('--yes');
    const { stdout } = await init('--yes', '--exchange', 'binance,okx');
    expect(stdout.replaceAll('\n', ' ')).toContain('it does not name okx: write a key and a bot of it there.');
    expect((await init('--yes', '--exchange', 'binance')).stdout).toBe('Nothing to change: this folder is prepared.\n');
  });

  it('changes nothing the second time', async () => {
    await init('--yes');
    const before = ['.gitignore', '.env.example', 'keyward.yaml'].map(text);
    const { exit: code, stdout } = await init('--yes');
    expect(code).toBe(0);
    expect(stdout).toBe('Nothing to change: this folder is prepared.\n');
    expect(['.gitignore', '.env.example', 'keyward.yaml'].map(text)).toEqual(before);
  });

  it('adds to a .gitignore and never rewrites it', async () => {
    writeFileSync(path('.gitignore'), '# mine\n!.env.example\n.env');
    await init('--yes');
    expect(text('.gitignore')).toBe(
      '# mine\n!.env.example\n.env\n.env.*\n!.env.example\n*.env\nsecrets/\nconfig/secrets.yaml\n',
    );
  });

  it('leaves a keyward.yaml as it is', async () => {
    writeFileSync(path('keyward.yaml'), 'mine');
    expect((await init('--yes')).exit).toBe(0);
    expect(text('keyward.yaml')).toBe('mine');
  });

  it('takes the group and the others away from a .env', async () => {
    writeFileSync(path('.env'), 'A=1\n');
    chmodSync(path('.env'), 0o644);
    await init('--yes');
    expect(statSync(path('.env')).mode & 0o777).toBe(0o600);
  });

  it('refuses an exchange that it does not know', async () => {
    const { exit: code, stderr } = await init('--exchange', 'binanse');
    expect(code).toBe(2);
    expect(stderr).toContain('there is no exchange binanse; there is');
  });

  it('tells its plan as JSON', async () => {
    const { stdout } = await place.run(['--json', 'init', '--dry-run']);
    expect(JSON.parse(stdout)).toMatchObject({
      applied: false,
      warnings: [],
      changes: [{ file: '.gitignore' }, { file: '.env.example' }, { file: 'keyward.yaml' }],
    });
  });
});

describe('a .env in the eyes of git', () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: place.folder, stdio: 'pipe' });

  it('is warned of with the fix when it is tracked', async (context) => {
    needProgram(context, 'git');
    git('init', '-q');
    writeFileSync(path('.env'), 'A=1\n', { mode: 0o600 });
    git('add', '.env');
    const { stdout } = await init('--dry-run');
    expect(stdout).toContain('.env is tracked by git');
    expect(stdout).toContain("\n  git rm --cached .env && git commit -m 'Remove .env'\n");
    const up = await place.start(['up', '--config', settingsOnPortZero()]);
    expect(up.ready).toMatchObject({ warnings: [{ sight: 'tracked' }] });
    await up.end();
    expect(up.output().stderr).toContain('warning: .env is tracked by git');
  });

  it('is warned of at the start when it is not ignored, and not when it is', async (context) => {
    needProgram(context, 'git');
    git('init', '-q');
    writeFileSync(path('.env'), 'A=1\n', { mode: 0o600 });
    const config = settingsOnPortZero();
    const before = await place.start(['up', '--config', config]);
    expect(before.ready).toMatchObject({
      warnings: [{ sight: 'unignored', fix: "printf '%s\\n' '' '.env' >> .gitignore" }],
    });
    await before.end();
    writeFileSync(path('.gitignore'), '.env\n');
    const after = await place.start(['up', '--config', config]);
    expect(after.ready).toMatchObject({ warnings: [] });
    await after.end();
  });

  it('is no matter where there is no repository', async () => {
    writeFileSync(path('.env'), 'A=1\n', { mode: 0o600 });
    expect((await init('--dry-run')).stdout).not.toContain('by git');
  });

  function settingsOnPortZero(): string {
    writeFileSync(
      path('ports.yaml'),
      'version: 1\nkeys: { main: { exchange: binance, environment: practice } }\ngateway: { port: 0 }\npractice: { port: 0 }\n',
    );
    return 'ports.yaml';
  }
});

describe('a bot in the folder', () => {
  const config = JSON.stringify({
    stake_currency: 'USDT',
    max_open_trades: 3,
    exchange: { name: 'binance', key: 'a-key-that-is-real', secret: 'a-secret-that-is-real' },
  });

  it('is shown with its files and how they keep their secrets, and its file of plain secrets is closed', async (context) => {
    needProgram(context, 'git');
    execFileSync('git', ['init', '-q'], { cwd: place.folder, stdio: 'pipe' });
    mkdirSync(path('user_data/strategies'), { recursive: true });
    writeFileSync(path('user_data/config.json'), config, { mode: 0o644 });
    const { stdout } = await init('--dry-run');
    expect(stdout).toMatch(/^freqtrade in \.\n {2}user_data\/config\.json {2}644 {2}plain secrets\n/);
    expect(stdout).toContain('chmod 600 user_data/config.json');
    expect(stdout).toContain('/user_data/config.json\n');
    expect(stdout).not.toMatch(/that-is-real/);
    expect((await init('--yes')).exit).toBe(0);
    expect(statSync(path('user_data/config.json')).mode & 0o777).toBe(0o600);
    expect(text('.gitignore')).toContain('\n/user_data/config.json\n');
    expect((await init('--yes')).stdout).toContain('Nothing to change: this folder is prepared.');
  });

  it('keeps its mode where a container may read it', async () => {
    mkdirSync(path('user_data'));
    writeFileSync(path('user_data/config.json'), config, { mode: 0o644 });
    writeFileSync(path('docker-compose.yml'), 'services:\n  bot:\n    image: freqtradeorg/freqtrade:stable\n');
    const { stdout } = await place.run(['--json', 'init', '--dry-run']);
    expect(JSON.parse(stdout)).toMatchObject({
      bots: [
        {
          kind: 'freqtrade',
          folder: '.',
          startedBy: ['docker-compose.yml'],
          open: [],
          leftOpen: ['user_data/config.json'],
          files: [{ holds: 'plain', mode: '644' }],
        },
      ],
    });
    expect((await init('--dry-run')).stdout).toContain('warning: others of this host can read user_data/config.json;');
    expect(stdout).not.toContain('"does":"mode"');
  });

  it('is not there in an empty folder', async () => {
    const { stdout } = await place.run(['--json', 'init', '--dry-run']);
    expect(JSON.parse(stdout)).toMatchObject({ bots: [] });
  });
});

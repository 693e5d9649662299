import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookSecrets } from '../../../src/app/check-secrets.ts';
import { type FoundBot, secretsFamily } from '../../../src/posture/index.ts';
import { drawnKey } from '../../cli/scan-scene.ts';
import { botOf, SecretsScene } from './secrets-scene.ts';

let scene: SecretsScene;
const { key, secret, env } = drawnKey('posture secrets binance');
const other = drawnKey('posture secrets other');

beforeEach(() => {
  scene = new SecretsScene();
});

afterEach(() => scene.close());

const severity = async (found: FoundBot, eyes = {}): Promise<unknown> => {
  const { of } = scene.judge(secretsFamily, await lookSecrets(scene.parts([found], { eyes })));
  return of('SEC-02')[0]?.severity;
};

const grid = (given: Partial<FoundBot> = {}): FoundBot => botOf(join(scene.base, 'grid'), given);
const account = (more: object = {}, of = { key, secret }) => ({ name: 'binance', ...of, ...more });

describe('a key weighs full', () => {
  it('in a repository where somebody works, on a machine that somebody sits in front of', async () => {
    scene.write('grid/.env', env);
    mkdirSync(join(scene.base, 'grid/.git'));
    const list = (path: string) =>
      path === '/sys/class/power_supply'
        ? Promise.resolve(['AC', 'BAT0'])
        : scene.parts([]).eyes.list(path.replace(/^\/home\/alice/, scene.base));
    const at = (path: string) => path.replace(/^\/home\/alice/, scene.base);
    const { eyes } = scene.parts([]);
    const moved = {
      list,
      look: (path: string) => eyes.look(at(path)),
      read: (path: string, most?: number) => eyes.read(at(path), most),
    };
    expect(await severity(botOf(join('/home', 'alice', 'grid')), moved)).toBe('high');
  });

  it.each<[string, string, string]>([
    [
      'in a dry run, whose key works all the same',
      'config.json',
      JSON.stringify({ dry_run: true, exchange: account() }),
    ],
    ['beside a flag of its file', '.env', `TESTNET=true\n${env}`],
    [
      'beside a flag of its program',
      'bot.py',
      `sandbox = True\nAPI_KEY = "${key}"\nAPI_SECRET = "${secret}" # binance\n`,
    ],
    [
      'beside the flag of another account, in one line',
      'config.json',
      JSON.stringify({ a: { exchange: 'bybit', testnet: true }, exchange: account() }),
    ],
    ['below the flag of others', 'config.json', JSON.stringify({ testnet: true, exchange: account() }, null, 1)],
    [
      'with a flag that is contradicted',
      'config.json',
      JSON.stringify({ exchange: account({ sandbox: true, options: { testnet: false } }) }, null, 1),
    ],
    [
      'beside a key for tries, in one file',
      'config.json',
      JSON.stringify({ a: account({ testnet: true }), b: account({}, other) }, null, 1),
    ],
  ])('%s', async (_title, name, text) => {
    const path = scene.write(`grid/${name}`, text);
    expect(await severity(grid({ settingsFiles: [path] }))).toBe('high');
  });
});

describe('a key weighs little', () => {
  it.each<[string, string, string]>([
    ['that is called as one for tries', '.env', env.replaceAll('BINANCE', 'BINANCE_TESTNET')],
    [
      'whose own account has the flag',
      'config.json',
      JSON.stringify({ exchange: account({ sandbox: true }) }, null, 1),
    ],
    [
      'whose own account has it among its options',
      'config.json',
      JSON.stringify({ exchange: account({ ccxt_config: { options: { sandboxMode: true } } }) }, null, 1),
    ],
    ['in YAML', 'config.yaml', `binance:\n  testnet: true\n  api_key: ${key}\n  api_secret: ${secret}\n`],
  ])('%s', async (_title, name, text) => {
    const path = scene.write(`grid/${name}`, text);
    expect(await severity(grid({ settingsFiles: [path] }))).toBe('low');
  });
});

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookSecrets } from '../../../src/app/check-secrets.ts';
import { type FoundBot, secretsFamily } from '../../../src/posture/index.ts';
import { drawnKey } from '../../cli/scan-scene.ts';
import { botOf, SecretsScene, type Told } from './secrets-scene.ts';

let scene: SecretsScene;
const binance = drawnKey('posture secrets binance');
const json = JSON.stringify({ exchange: { name: 'binance', key: binance.key, secret: binance.secret } });

beforeEach(() => {
  scene = new SecretsScene();
});

afterEach(() => scene.close());

const told = async (bots: readonly FoundBot[]): Promise<Told> =>
  scene.judge(secretsFamily, await lookSecrets(scene.parts(bots)));

const bot = (name = 'grid', given: Partial<FoundBot> = {}): FoundBot => botOf(join(scene.base, name), given);

it('judges what stands in the settings of a bot, however many files lie beside it', async () => {
  scene.write('grid/.env', binance.env, 0o644);
  for (let at = 0; at < 12_000; at++) scene.write(`grid/m/${at}.js`, '');
  const beganMs = performance.now();
  const { results } = await told([bot()]);
  expect(performance.now() - beganMs).toBeLessThan(6_000);
  expect(results('SEC-01')).toEqual(['fail file /grid/.env', 'unknown /grid']);
});

it('is found in folders that are called as made ones, in data and deep down', async () => {
  scene.write('grid/env/prod.env', binance.env);
  scene.write('grid/live/data/.env', binance.env);
  scene.write('grid/1/2/3/4/5/6/7/8/.env', binance.env);
  const { results } = await told([bot()]);
  expect(results('SEC-02')).toEqual([
    'fail file /grid/1/2/3/4/5/6/7/8/.env',
    'fail file /grid/env/prod.env',
    'fail file /grid/live/data/.env',
  ]);
});

describe('a folder that says that a tool has made it', () => {
  it.each([
    ['venv', 'pyvenv.cfg'],
    ['env', 'conda-meta/history'],
    ['target', 'CACHEDIR.TAG'],
    ['deploy', 'pyvenv.cfg'],
  ])('hides nothing where none has: %s with %s', async (folder, mark) => {
    scene.write(`grid/${folder}/${mark}`, '');
    scene.write(`grid/${folder}/prod/bot/settings.json`, json);
    scene.write(`grid/${folder}/lib/config.json`, json);
    const { results } = await told([bot()]);
    expect(results('SEC-02')).toEqual([
      `fail file /grid/${folder}/lib/config.json`,
      `fail file /grid/${folder}/prod/bot/settings.json`,
    ]);
  });

  it.each([
    ['.venv', ['pyvenv.cfg', 'bin/python', 'lib/python3.12/site-packages/ccxt/base.py', 'include/a.h']],
    ['my-env', ['pyvenv.cfg', 'Scripts/python.exe', 'Lib/site-packages/ccxt/base.py']],
    ['env', ['conda-meta/history', 'bin/python', 'lib/python3.12/site-packages/ccxt/base.py']],
    ['target', ['CACHEDIR.TAG', '.rustc_info.json', 'debug/build/config.json']],
  ])('is searched but for what the tool has made: %s', async (folder, made) => {
    scene.write('grid/bot.py', 'import ccxt\n');
    for (const path of made) scene.write(`grid/${folder}/${path}`, path.includes('/') ? json : '');
    scene.write(`grid/${folder}/${made.at(-1)!.split('/')[0]}/config.json`, json);
    const quiet = await told([bot()]);
    expect(quiet.of('SEC-02')).toMatchObject([{ result: 'pass' }]);
    expect(quiet.of('SEC-02')[0]?.says).toContain(`not looked into: ${join(scene.base, 'grid', folder)}`);
    scene.write(`grid/${folder}/keys.json`, json);
    scene.write(`grid/${folder}/mine/notes.txt`, json);
    const { results } = await told([bot()]);
    expect(results('SEC-02')).toEqual([
      `fail file /grid/${folder}/keys.json`,
      `fail file /grid/${folder}/mine/notes.txt`,
    ]);
  });
});

it('is unknown, not fine, below the deepest folder that is looked into', async () => {
  scene.write(`grid/${'a/'.repeat(14)}.env`, binance.env);
  scene.write('grid/bot.py', 'pass\n');
  expect((await told([bot()])).of('SEC-01').map(({ result }) => result)).toEqual(['unknown']);
});

it('is no lighter by a comment', async () => {
  scene.write('grid/.env', `# TESTNET=true for tests\n${binance.env}`, 0o644);
  const process = { pid: 1, uid: 0, program: 'python3 bot.py' };
  expect((await told([bot('grid', { processes: [process] })])).of('SEC-01')[0]).toMatchObject({ severity: 'critical' });
});

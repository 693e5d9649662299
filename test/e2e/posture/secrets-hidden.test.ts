import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookSecrets } from '../../../src/app/check-secrets.ts';
import { type FoundBot, secretsFamily } from '../../../src/posture/index.ts';
import { drawnKey } from '../../cli/scan-scene.ts';
import { botOf, SecretsScene, type Told } from './secrets-scene.ts';

let scene: SecretsScene;
const binance = drawnKey('posture secrets binance');

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
  scene.write('grid/venv/pyvenv.cfg', '');
  scene.write('grid/venv/lib/config.json', binance.env);
  const { results } = await told([bot()]);
  expect(results('SEC-02')).toEqual([
    'fail file /grid/1/2/3/4/5/6/7/8/.env',
    'fail file /grid/env/prod.env',
    'fail file /grid/live/data/.env',
  ]);
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

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookAtBots, strategyDigests } from '../../../src/posture/index.ts';
import { BotHost, freqtradeConfig, judged } from './bots-scene.ts';

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const user = '/srv/ft/user_data';
const known = `${user}/strategies/A.py`;
const blessed = async () =>
  strategyDigests(await lookAtBots({ eyes: host.eyes, signal: new AbortController().signal }, await host.find()));

it.each([
  ['a folder with a dot', `${user}/strategies/v1.0/B.py`, undefined],
  ['a deep folder', `${user}/strategies/a/b/c/B.py`, undefined],
  ['the folder of `strategy_path`', '/srv/ft/mine/B.py', 'mine'],
  ['the folder of `strategy_path` in an image', `${user}/mine/B.py`, '/freqtrade/user_data/mine'],
])('a changed strategy in %s is told', async (_name, path, strategyPath) => {
  const config = freqtradeConfig(strategyPath === undefined ? {} : { strategy_path: strategyPath });
  host.write({ [`${user}/config.json`]: config, [known]: 'a', [path]: 'b' });
  const before = await blessed();
  expect((await judged(host, before))['BOT-07']).toBeUndefined();
  host.write({ [path]: 'other' });
  expect((await judged(host, before))['BOT-07']?.[0]).toMatch(/^fail /);
});

it('a linked folder: no pass', async () => {
  host.write({ [`${user}/config.json`]: freqtradeConfig(), [known]: 'a' });
  const before = await blessed();
  mkdirSync(join(host.root, '/srv/other'));
  symlinkSync(join(host.root, '/srv/other'), join(host.root, user, 'strategies/more'));
  expect((await judged(host, before))['BOT-07']?.[0]).toMatch(/^unknown .*strategies\/more holds or may hold/);
});

it('a folder below what is walked: no pass', async () => {
  host.write({ [`${user}/config.json`]: freqtradeConfig(), [known]: 'a' });
  const before = await blessed();
  host.write({ [`${user}/strategies/1/2/3/4/5/6/7/8/9/B.py`]: 'b' });
  expect((await judged(host, before))['BOT-07']?.[0]).toMatch(/^unknown /);
});

it('a `strategy_path` that is not there: no pass', async () => {
  host.write({ [`${user}/config.json`]: freqtradeConfig(), [known]: 'a' });
  const before = await blessed();
  host.write({ [`${user}/config.json`]: freqtradeConfig({ strategy_path: 'gone' }) });
  expect((await judged(host, before))['BOT-07']?.[0]).toMatch(/^unknown /);
});

it('a strategy beside a planted `pyvenv.cfg` is told', async () => {
  const mark = `${user}/strategies/a/pyvenv.cfg`;
  host.write({
    [`${user}/config.json`]: freqtradeConfig(),
    [known]: 'a',
    [mark]: '',
    [`${user}/strategies/a/B.py`]: 'b',
  });
  const before = await blessed();
  host.write({ [`${user}/strategies/a/B.py`]: 'other' });
  expect((await judged(host, before))['BOT-07']?.[0]).toMatch(/^fail /);
});

it.each<[string, string, string]>([
  [
    'compose file',
    '/srv/ft/docker-compose.yml',
    'services:\n  freqtrade:\n    image: freqtradeorg/freqtrade:stable\n    command: >\n      trade\n      --config /freqtrade/user_data/config.json\n      --strategy Grid\n',
  ],
  [
    'compose file, in short,',
    '/srv/ft/docker-compose.yml',
    'services:\n  freqtrade:\n    image: freqtradeorg/freqtrade:stable\n    command: [trade, -s, Grid]\n',
  ],
  [
    'unit',
    '/etc/systemd/system/ft.service',
    '[Service]\nWorkingDirectory=/srv/ft\nExecStart=/usr/bin/freqtrade trade --strategy=Grid -c user_data/config.json\n',
  ],
])('the strategy that a %s names says where the stop-loss waits', async (_name, path, text) => {
  host.write({
    [`${user}/config.json`]: freqtradeConfig({ order_types: undefined, strategy: undefined }),
    [`${user}/strategies/grid.py`]: 'class Grid(IStrategy):\n    order_types = {"stoploss_on_exchange": True}\n',
    [path]: text,
  });
  expect((await judged(host))['BOT-05']).toBeUndefined();
});

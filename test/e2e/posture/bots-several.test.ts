import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotHost, freqtradeConfig, judged } from './bots-scene.ts';

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const own = { jwt_secret_key: 'own-key-own-key', username: 'ann', password: 'own-password', ws_token: 'own-token-own' };
const api = (address: string | undefined, more: object = {}) => ({
  enabled: true,
  ...(address === undefined ? {} : { listen_ip_address: address }),
  listen_port: 8080,
  ...own,
  ...more,
});
const config = (server: object, more: object = {}) => freqtradeConfig({ dry_run: true, api_server: server, ...more });
const [first, live, part] = ['config.json', 'config-live.json', 'secrets.json'].map((name) => `/srv/ft/${name}`) as [
  string,
  string,
  string,
];
/** Of one check the results, each with the files that it names. */
const told = async (id: string): Promise<string[]> =>
  ((await judged(host))[id] ?? []).map((line) =>
    [
      line.split(' ')[0],
      ...new Set([...line.matchAll(/(?<=\/srv\/ft\/)[\w-]+\.(?:json|env)/g)].map(([name]) => name)),
    ].join(' '),
  );

describe('two whole settings of freqtrade in a folder', () => {
  it.each<[string, object, object, string[]]>([
    ['the second alone is open', api('127.0.0.1'), api('0.0.0.0'), ['fail config-live.json']],
    ['the first alone is open', api('0.0.0.0'), api('127.0.0.1'), ['fail config.json']],
    ['both are open, on one port', api('0.0.0.0'), api('0.0.0.0'), ['fail config-live.json', 'fail config.json']],
    [
      'one is open, and one to a network of its own',
      api('10.0.0.4'),
      api('0.0.0.0'),
      ['fail config-live.json', 'warn config.json'],
    ],
    [
      'only together they are open',
      { enabled: false, listen_ip_address: '0.0.0.0' },
      api(undefined),
      ['unknown config.json config-live.json'],
    ],
    [
      'one that is off is not opened by the other',
      { enabled: false, listen_ip_address: '0.0.0.0' },
      api('127.0.0.1'),
      [],
    ],
  ])('%s', async (_title, one, other, found) => {
    host.write({ [first]: config(one), [live]: config(other) });
    expect((await told('BOT-01')).sort()).toEqual(found);
  });

  it('have a sample password each, and both are named', async () => {
    const sample = { password: 'SuperSecurePassword' };
    host.write({ [first]: config(api('127.0.0.1', sample)), [live]: config(api('127.0.0.1', sample)) });
    expect((await told('BOT-02')).sort()).toEqual(['fail config-live.json', 'fail config.json']);
  });
});

describe('a file that completes the settings of freqtrade', () => {
  it.each<[string, object, string, string, string]>([
    [
      'keeps a sample password',
      {},
      'BOT-02',
      '{"api_server": {"password": "SuperSecurePassword"}}',
      'fail secrets.json',
    ],
    [
      'opens Telegram to a group',
      { telegram: { enabled: true, token: 't', chat_id: '1' } },
      'BOT-03',
      '{"telegram": {"token": "t", "chat_id": "-100"}, "exchange": {"key": "a"}}',
      'fail secrets.json',
    ],
    ['trades with real money', {}, 'BOT-06', '{"dry_run": false, "exchange": {"key": "a"}}', 'fail config.json'],
  ])('%s', async (_title, more, id, text, found) => {
    host.write({ [first]: config(api('127.0.0.1'), { add_config_files: ['secrets.json'], ...more }), [part]: text });
    expect((await told(id))[0] ?? 'pass').toBe(found);
  });

  it('is read where `add_config_files` names it, and is no pass where it cannot be', async () => {
    host.write({ [first]: config(api('127.0.0.1'), { add_config_files: ['more/net.json'] }) });
    expect((await judged(host))['BOT-01']?.[0]).toMatch(/^unknown .*more\/net\.json/);
    host.write({ '/srv/ft/more/net.json': '{"api_server": {"listen_ip_address": "0.0.0.0"}}' });
    expect((await judged(host))['BOT-01']?.[0]).toMatch(/^fail .*more\/net\.json/);
  });

  it('that names itself ends', async () => {
    host.write({ [first]: config(api('0.0.0.0'), { add_config_files: ['config.json', '../ft/config.json'] }) });
    expect(await told('BOT-01')).toEqual(['fail config.json']);
  });
});

it('a file of variables beside the settings that nothing loads closes no door', async () => {
  host.write({ [first]: config(api('0.0.0.0')), '/srv/ft/.env': 'FREQTRADE__API_SERVER__ENABLED=false\n' });
  expect(await told('BOT-01')).toEqual(['fail config.json']);
});

it('more settings than are read are no pass', async () => {
  const files = Array.from({ length: 45 }, (_, at) => [`/srv/ft/config-${at}.json`, config(api('127.0.0.1'))]);
  host.write(Object.fromEntries(files));
  const { gaps } = await host.find();
  expect(gaps).toContainEqual(expect.stringContaining('/srv/ft'));
});

it('each of several settings of Jesse is judged', async () => {
  const env = (password: string) =>
    `PASSWORD=${password}\nAPP_HOST=127.0.0.1\nPOSTGRES_NAME=a\nPOSTGRES_PASSWORD=own-database\nREDIS_HOST=localhost\n`;
  host.write({
    '/srv/ft/.env': env('own-password'),
    '/srv/ft/.env.live': env('test'),
    '/srv/ft/strategies/A/__init__.py': '',
  });
  expect((await judged(host))['BOT-02']?.[0]).toMatch(/^fail .*\.env\.live/);
});

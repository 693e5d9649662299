import { createHmac, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAtBotSecrets, lookAtBots, strategyDigests } from '../../../src/posture/index.ts';
import { readTracked } from '../../source-tree.ts';
import { BotHost, freqtradeConfig, hummingbotConfig, judged } from './bots-scene.ts';

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const ft = '/srv/ft/user_data/config.json';
const api = (more: object = {}) => ({
  enabled: true,
  listen_ip_address: '127.0.0.1',
  listen_port: 8080,
  jwt_secret_key: 'own-key-own-key',
  username: 'ann',
  password: 'own-password',
  ...more,
});
const sound = { dry_run: true, api_server: api() };
const composed = (ports: string, more = '') =>
  `services:\n  freqtrade:\n    image: freqtradeorg/freqtrade:stable\n    ports:\n      - ${ports}\n${more}`;

describe("freqtrade's settings", () => {
  it('as its full example has them, once they trade: the stop-loss and the orders are told, the closed API is not', async () => {
    host.write({ [ft]: freqtradeConfig() });
    expect(await judged(host)).toEqual({
      'BOT-05': [`fail bot /srv/ft, ${ft}: its stop-loss is watched by the bot alone`],
      'BOT-06': [`fail bot /srv/ft, ${ft}: its open orders stay when it is stopped`],
    });
  });

  it('as its example with the API switched on to the network: the door and each sample are told', async () => {
    host.write({
      [ft]: freqtradeConfig({
        dry_run: true,
        api_server: api({
          listen_ip_address: '0.0.0.0',
          jwt_secret_key: 'somethingrandom',
          password: 'SuperSecret1!',
          ws_token: ['own', 'sercet_Ws_t0ken'],
        }),
      }),
    });
    const told = await judged(host);
    expect(told['BOT-01']).toEqual([
      'fail bot /srv/ft, port 8080 of /srv/ft/user_data/config.json: the API of freqtrade listens on 0.0.0.0, port 8080, without TLS',
    ]);
    expect(told['BOT-02']?.map((line) => line.split(': ')[0])).toEqual([
      'fail bot /srv/ft, the password of its API',
      'fail bot /srv/ft, the key that signs its logins (jwt_secret_key)',
      'fail bot /srv/ft, the token of its message stream (ws_token)',
    ]);
    expect(JSON.stringify(told)).not.toMatch(/SuperSecret1!|somethingrandom|sercet_Ws/);
  });

  it.each([
    ['127.0.0.1', undefined],
    ['::1', undefined],
    ['localhost', undefined],
    ['::ffff:127.0.0.1', undefined],
    ['::', 'fail'],
    ['203.0.113.7', 'fail'],
    ['10.8.0.1', 'warn'],
    ['100.101.102.103', 'warn'],
    ['bots.example', 'unknown'],
  ])('that listen on %s: %s', async (address, result) => {
    host.write({ [ft]: freqtradeConfig({ dry_run: true, api_server: api({ listen_ip_address: address }) }) });
    expect((await judged(host))['BOT-01']?.[0]?.split(' ')[0]).toBe(result);
  });

  it('with a sample behind a closed door: less grave', async () => {
    host.write({ [ft]: freqtradeConfig({ dry_run: true, api_server: api({ password: 'SuperSecurePassword' }) }) });
    expect((await judged(host))['BOT-02']?.[0]).toMatch(/^fail \(high\)/);
  });

  it.each([
    ['-100123', {}, 'fail'],
    ['123', {}, undefined],
    ['-100123', { authorized_users: ['123'] }, undefined],
    ['-100123', { authorized_users: [] }, undefined],
    ['${CHAT}', {}, 'unknown'],
  ])('with the chat %s and %j: %s', async (chat, more, result) => {
    host.write({
      [ft]: freqtradeConfig({ ...sound, telegram: { enabled: true, token: 't', chat_id: chat, ...more } }),
    });
    expect((await judged(host))['BOT-03']?.[0]?.split(' ')[0]).toBe(result);
  });

  it.each([
    ['binance', 'spot', 'fail'],
    ['bybit', 'spot', 'warn (low)'],
    ['bybit', 'futures', 'fail'],
    ['bitvavo', 'spot', 'warn (low)'],
  ])('without a stop-loss at %s %s: %s', async (name, trading_mode, result) => {
    host.write({ [ft]: freqtradeConfig({ trading_mode, exchange: { name, pair_whitelist: [] } }) });
    expect((await judged(host))['BOT-05']?.[0]).toMatch(new RegExp(`^${result.replace(/[()]/g, '\\$&')} bot`));
  });

  it.each([
    ["    order_types = {'stoploss_on_exchange': True}\n", undefined],
    ["    # 'stoploss_on_exchange': True\n    order_types = {'stoploss_on_exchange': False}\n", 'fail'],
    ['    order_types = build()\n', 'unknown'],
    ['    stoploss = -0.1\n', 'fail'],
  ])('that leave the stop-loss to a strategy with %j: %s', async (body, result) => {
    host.write({
      [ft]: freqtradeConfig({ order_types: undefined, strategy: 'Grid' }),
      '/srv/ft/user_data/strategies/other.py':
        'class Other(IStrategy):\n    order_types = {"stoploss_on_exchange": True}\n',
      '/srv/ft/user_data/strategies/grid.py': `class Grid(IStrategy):\n${body}`,
    });
    expect((await judged(host))['BOT-05']?.[0]?.split(' ')[0]).toBe(result);
  });

  it('that a variable overrides which its unit loads', async () => {
    host.write({
      '/etc/systemd/system/ft.service':
        '[Service]\nWorkingDirectory=/srv/ft\nEnvironmentFile=/srv/ft/.env\nExecStart=/usr/bin/freqtrade trade\n',
      [ft]: freqtradeConfig({ dry_run: true, api_server: api({ listen_ip_address: '0.0.0.0' }) }),
      '/srv/ft/.env': 'FREQTRADE__API_SERVER__LISTEN_IP_ADDRESS=127.0.0.1\n',
    });
    expect((await judged(host))['BOT-01']).toBeUndefined();
  });

  it('for a dry run that hold a key, and one database for both', async () => {
    const dry = { ...sound, db_url: 'sqlite:///a.sqlite' };
    host.write({
      [ft]: freqtradeConfig({ ...dry, exchange: { name: 'binance', key: 'a-real-key-perhaps', secret: 'b' } }),
      '/srv/ft/user_data/config-live.json': freqtradeConfig({
        db_url: 'sqlite:///a.sqlite',
        cancel_open_orders_on_exit: true,
      }),
    });
    expect((await judged(host))['BOT-09']).toEqual([
      `fail bot /srv/ft, ${ft}: a dry run holds an exchange key`,
      `fail bot /srv/ft, ${ft}: a dry run and real trading write into one database`,
    ]);
  });

  it('for a dry run with the placeholders of the example: nothing is told', async () => {
    host.write({
      [ft]: freqtradeConfig({
        ...sound,
        exchange: { name: 'binance', key: 'your_exchange_key', secret: 'your_exchange_secret' },
      }),
    });
    expect(await judged(host)).toEqual({});
  });

  it('beside a file that is not understood: no pass, what it is stands there', async () => {
    host.write({ [ft]: freqtradeConfig(sound), '/srv/ft/user_data/config-private.json': '{"exchange": {"key": ' });
    const told = await judged(host);
    expect(told['BOT-01']).toEqual([
      'unknown bot /srv/ft: /srv/ft/user_data/config-private.json was not understood: no JSON at line 1: no value',
    ]);
  });
});

describe('ports of a compose file', () => {
  const listening = freqtradeConfig({ dry_run: true, api_server: api({ listen_ip_address: '0.0.0.0' }) });

  it.each([
    ['"8080:8080"', 'fail bot /srv/ft, port 8080'],
    ['8080:8080', 'fail bot /srv/ft, port 8080'],
    ['"${PORT:-80}:${PORT:-8080}"', 'fail bot /srv/ft, port 80'],
    ['"[::]:8080:8080"', 'fail bot /srv/ft, port 8080'],
    ['"8080"', 'fail bot /srv/ft, port any'],
    ['{ target: 8080, published: "8081" }', 'fail bot /srv/ft, port 8081'],
    ['"10.1.2.3:8080:8080"', 'warn (high) bot /srv/ft, port 8080'],
    ['"127.0.0.1:8080:8080"', undefined],
    ['"127.0.0.1:8080:8080/tcp"', undefined],
    ['"[::1]:8080:8080"', undefined],
    ['"${API_BIND:-127.0.0.1}:8080:8080"', undefined],
    ['{ target: 8080, published: 8080, host_ip: 127.0.0.1 }', undefined],
  ])('%s: %s', async (ports, told) => {
    host.write({ [ft]: listening, '/srv/ft/docker-compose.yml': composed(ports) });
    expect((await judged(host))['BOT-01']?.[0]?.split(' of ')[0]).toBe(told);
  });

  it('count for the service of the bot alone', async () => {
    host.write({
      [ft]: listening,
      '/srv/ft/docker-compose.yml': composed(
        '"127.0.0.1:8080:8080"',
        '  web:\n    image: nginx:1\n    ports: ["80:80"]\n',
      ),
    });
    expect((await judged(host))['BOT-01']).toBeUndefined();
  });

  it('of a reverse proxy: whether it asks for TLS is not known', async () => {
    host.write({
      '/srv/octo/user/config.json':
        '{"exchanges": {}, "services": {"web": {"require-password": true, "password": "own-password"}}}',
      '/srv/octo/docker-compose.yml':
        'services:\n  octobot:\n    image: drakkarsoftware/octobot:stable\n    expose: [5001]\n  traefik:\n    image: traefik:v2\n    ports: ["80:80", "443:443"]\n',
    });
    expect((await judged(host))['BOT-01']).toEqual([
      'unknown bot /srv/octo, port 5001 of /srv/octo/user/config.json: the page of OctoBot stands behind traefik, and whether that asks for TLS and a login is not seen from here',
    ]);
  });

  it('matter less than the settings on the network of the host', async () => {
    host.write({
      [ft]: listening,
      '/srv/ft/docker-compose.yml':
        'services:\n  freqtrade:\n    image: freqtradeorg/freqtrade:stable\n    network_mode: host\n',
    });
    expect((await judged(host))['BOT-01']?.[0]).toMatch(/^fail bot \/srv\/ft, port 8080/);
  });
});

describe("Hummingbot's settings", () => {
  const conf = '/srv/hb/conf/conf_client.yml';

  it('as they come: nothing is told, for the bridge does not start by itself', async () => {
    host.write({ [conf]: hummingbotConfig(), '/srv/hb/conf/connectors/binance.yml': 'connector: binance\n' });
    expect(Object.keys(await judged(host))).toEqual(['BOT-05']);
  });

  it.each([
    [{ mqtt_autostart: true }, 'fail (medium)'],
    [{ mqtt_autostart: true, mqtt_host: '203.0.113.7' }, 'fail'],
    [{ mqtt_autostart: true, mqtt_host: 'emqx', mqtt_password: 'own' }, 'warn (medium)'],
    [{ mqtt_autostart: true, mqtt_host: 'emqx', mqtt_password: 'own', mqtt_ssl: true }, undefined],
    [{ mqtt_autostart: true, mqtt_password: 'own' }, undefined],
    [{ mqtt_autostart: true, mqtt_commands: false }, undefined],
  ])('with %j: %s', async (mqtt, result) => {
    host.write({ [conf]: hummingbotConfig(mqtt) });
    expect((await judged(host))['BOT-04']?.[0]?.split(' bot ')[0]).toBe(result);
  });

  it('as its compose file has them: the open broker, the open page and the sample password', async () => {
    host.write({
      [conf]: hummingbotConfig(),
      '/srv/hb/docker-compose.yml': [
        'services:',
        '  dashboard:',
        '    image: hummingbot/dashboard:latest',
        '    ports: ["8501:8501"]',
        '    environment:',
        '      - PASSWORD=admin',
        '  emqx:',
        '    image: emqx:5',
        '    ports:',
        '      - "1883:1883"',
        '      - "8883:8883"',
        '  postgres:',
        '    image: postgres:16',
        '    ports: ["127.0.0.1:5432:5432"]',
        '',
      ].join('\n'),
    });
    const told = await judged(host);
    expect(told['BOT-01']?.map((line) => line.split(': ')[0])).toEqual([
      'fail bot /srv/hb, port 8501 of /srv/hb/docker-compose.yml',
      'fail bot /srv/hb, port 1883 of /srv/hb/docker-compose.yml',
    ]);
    expect(told['BOT-02']).toEqual([
      "fail bot /srv/hb, PASSWORD: it is the one that stands in Hummingbot's compose files (/srv/hb/docker-compose.yml, line 6)",
    ]);
  });
});

describe("OctoBot's settings", () => {
  const conf = '/srv/octo/user/config.json';
  const web = { 'require-password': true, password: 'own-hash-of-it', ip: '127.0.0.1' };
  const profile = (real: boolean, simulated: boolean) =>
    JSON.stringify({ config: { trader: { enabled: real }, 'trader-simulator': { enabled: simulated } } });

  it('as they come: an open page that asks nothing', async () => {
    host.write({
      [conf]:
        '{"backtesting": {}, "exchanges": {}, "services": {"web": {"auto-open-in-web-browser": true}}, "profile": "default"}',
    });
    const told = await judged(host);
    expect(told['BOT-01']?.[0]).toContain('the page of OctoBot listens on 0.0.0.0, port 5001, without TLS');
    expect(told['BOT-02']?.[0]).toMatch(/^fail bot \/srv\/octo, the password of its page: it is not set/);
  });

  it.each([
    [{ web, 'trading-view': { 'require-token': false, token: 'x' } }, { 'BOT-08': 'fail' }],
    [{ web, 'trading-view': { 'require-token': true, token: 'x' } }, {}],
    [{ web, telegram: { token: '123:abc', 'chat-id': '1', 'usernames-whitelist': [] } }, { 'BOT-03': 'fail' }],
    [{ web, telegram: { token: '123:abc', 'chat-id': '1', 'usernames-whitelist': ['ann'] } }, {}],
    [{ web, telegram: { token: '', 'chat-id': '' } }, {}],
  ])('with the services %j: %j', async (services, results) => {
    host.write({ [conf]: JSON.stringify({ exchanges: {}, services }) });
    const told = Object.entries(await judged(host)).map(([id, [line = '']]) => [id, line.split(' ')[0]]);
    expect(Object.fromEntries(told.filter(([id]) => id !== 'BOT-05'))).toEqual(results);
  });

  it.each([
    [true, true, 'fail'],
    [true, false, undefined],
    [false, true, undefined],
  ])('with the real trader %s and the simulated one %s: %s', async (real, simulated, result) => {
    host.write({
      [conf]: JSON.stringify({
        exchanges: { binance: { 'api-key': 'a-key-of-it' } },
        services: { web },
        profile: 'mine',
      }),
      '/srv/octo/user/profiles/mine/profile.json': profile(real, simulated),
      '/srv/octo/user/profiles/other/profile.json': profile(true, true),
    });
    expect((await judged(host))['BOT-09']?.[0]?.split(' ')[0]).toBe(result);
  });
});

describe("Jesse's settings", () => {
  const env = (more: string) => ({
    '/srv/j/.env': `POSTGRES_NAME=jesse_db\nREDIS_HOST=redis\n${more}`,
    '/srv/j/strategies/A/__init__.py': '',
  });

  it('as its template has them: the open page and the sample passwords', async () => {
    host.write(env('PASSWORD=test\nAPP_PORT=9000\nPOSTGRES_PASSWORD=password\n'));
    const told = await judged(host);
    expect(told['BOT-01']?.[0]).toContain('the page of Jesse listens on 0.0.0.0, port 9000, without TLS');
    expect(told['BOT-02']?.map((line) => line.split(': ')[0])).toEqual([
      'fail bot /srv/j, the password of its page',
      'fail bot /srv/j, the password of its database',
    ]);
  });

  it('that are sound: nothing is told of them', async () => {
    host.write(env('PASSWORD="an own one"\nAPP_HOST=127.0.0.1\nPOSTGRES_PASSWORD=own\n'));
    const told = await judged(host);
    expect([told['BOT-01'], told['BOT-02']]).toEqual([undefined, undefined]);
  });
});

describe('strategies', () => {
  const files = { [ft]: freqtradeConfig(sound), '/srv/ft/user_data/strategies/grid.py': 'class Grid: pass\n' };
  const blessed = async () => {
    const { signal } = new AbortController();
    return strategyDigests(await lookAtBots({ eyes: host.eyes, signal }, await host.find()));
  };

  it('that were never blessed are unknown', async () => {
    host.write(files);
    expect((await judged(host))['BOT-07']).toEqual(['unknown bot /srv/ft: its strategy file was never blessed']);
  });

  it('that are as they were blessed are fine, and told when one is changed or added', async () => {
    host.write(files);
    const before = await blessed();
    expect(Object.keys(before)).toEqual(['/srv/ft/user_data/strategies/grid.py']);
    expect(await judged(host, before)).toEqual({});
    host.write({
      '/srv/ft/user_data/strategies/grid.py': 'import os\n',
      '/srv/ft/user_data/strategies/deep/more.py': '',
    });
    expect((await judged(host, before))['BOT-07']).toEqual([
      'fail bot /srv/ft: since the baseline /srv/ft/user_data/strategies/grid.py changed; /srv/ft/user_data/strategies/deep/more.py were added',
    ]);
  });
});

describe('secrets in the ways of bots', () => {
  const looked = async () => lookAtBotSecrets(host.eyes, await host.find(), new AbortController().signal);
  /** As OctoBot makes it: version, time, vector, text, and a signature over all of it. */
  const fernet = (key: Buffer) => {
    const body = Buffer.concat([Buffer.from([0x80]), Buffer.alloc(8, 1), randomBytes(16), randomBytes(32)]);
    // The time of today begins with zeros.
    body.fill(0, 1, 5);
    const signed = Buffer.concat([body, createHmac('sha256', key.subarray(0, 16)).update(body).digest()]);
    return signed.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  };
  // The same constant of OctoBot's public source by which the check proves it.
  const [, constant = ''] = /Buffer\.from\('([^']+)'/.exec(readTracked('src/posture/bots/secrets/fake.ts')) ?? [];
  const PUBLIC_SIGNING_KEY = Buffer.from(constant, 'base64url');

  it('are proved to be under the public key of OctoBot, and told apart from others', async () => {
    const exchanges = {
      binance: {
        'api-key': fernet(PUBLIC_SIGNING_KEY),
        'api-secret': fernet(PUBLIC_SIGNING_KEY),
        'api-password': 'NO KEY',
      },
      okx: { 'api-key': fernet(randomBytes(32)), 'api-secret': 'a-plain-secret' },
      kucoin: { 'api-key': 'your-api-key-here', 'api-secret': 'your-api-secret-here' },
    };
    host.write({ '/srv/octo/user/config.json': JSON.stringify({ exchanges, services: {} }, null, 2) });
    const { fakeEncrypted } = await looked();
    expect(fakeEncrypted).toMatchObject({
      seen: {
        bots: ['bot /srv/octo'],
        found: [
          { state: 'public-key', names: ['binance api-key', 'binance api-secret'], place: { line: 4 } },
          { state: 'plain', names: ['okx api-secret'] },
          { state: 'other-key', names: ['okx api-key'] },
        ],
      },
    });
  });

  it.each([
    ['LICENSE_API_TOKEN=abc\n', 1],
    ['LICENSE_API_TOKEN=\n', 0],
  ])('are taken to lie in the table of Jesse with %j: %i', async (more, count) => {
    host.write({ '/srv/j/.env': `PASSWORD=x\nAPP_PORT=9000\nPOSTGRES_NAME=a\n${more}`, '/srv/j/strategies/x': '' });
    expect((await looked()).fakeEncrypted).toMatchObject({ seen: { bots: ['bot /srv/j'], found: { length: count } } });
  });

  it.each([
    ['environment:\n      - CONFIG_PASSWORD=kept-from-you', {}, ['CONFIG_PASSWORD /srv/hb/docker-compose.yml 5 true']],
    ['environment:\n      HBOT_PASSWORD: kept-from-you', {}, ['HBOT_PASSWORD /srv/hb/docker-compose.yml 5 true']],
    [
      'env_file: ./hb.env',
      { '/srv/hb/hb.env': 'CONFIG_PASSWORD=kept-from-you\n' },
      ['CONFIG_PASSWORD /srv/hb/hb.env 1 true'],
    ],
    [
      'env_file: [/etc/hb.env]',
      { '/etc/hb.env': 'CONFIG_PASSWORD=kept-from-you\n' },
      ['CONFIG_PASSWORD /etc/hb.env 1 false'],
    ],
    ['environment: ["CONFIG_PASSWORD=${CONFIG_PASSWORD}"]', {}, []],
    ['environment: [CONFIG_PASSWORD]', {}, []],
    ['environment: ["# CONFIG_PASSWORD=a"]', {}, []],
  ])('have their password beside them: %s', async (part, files, told) => {
    host.write({
      '/srv/hb/conf/connectors/binance.yml': 'connector: binance\nbinance_api_key: 7b22\n',
      '/srv/hb/docker-compose.yml': `services:\n  bot:\n    image: hummingbot/hummingbot:latest\n    ${part}\n`,
      ...(files as Record<string, string>),
    });
    const { passwordsBeside } = await looked();
    const found = 'seen' in passwordsBeside ? passwordsBeside.seen.found : [];
    expect(found.map(({ name, place, isBeside }) => `${name} ${place.file} ${place.line} ${isBeside}`)).toEqual(told);
    expect(JSON.stringify(found)).not.toContain('kept-from-you');
  });

  it('have their password in the command of their unit', async () => {
    host.write({
      '/srv/hb/conf/connectors/binance.yml': 'connector: binance\n',
      '/etc/systemd/system/hb.service':
        '[Service]\nWorkingDirectory=/srv/hb\nEnvironment=A=1 "CONFIG_PASSWORD=x y z"\nExecStart=python3 bin/hummingbot_quickstart.py -p hunter22\n',
    });
    const { passwordsBeside } = await looked();
    expect(passwordsBeside).toMatchObject({
      seen: { found: [{ name: 'CONFIG_PASSWORD', place: { line: 3 } }, { name: 'the option -p' }] },
    });
  });

  it('in variables of freqtrade are taken for numbers', async () => {
    host.write({
      [ft]: freqtradeConfig(sound),
      '/srv/ft/.env':
        'FREQTRADE__EXCHANGE__KEY=12345678901234567890\nFREQTRADE__EXCHANGE__SECRET=1e5\nFREQTRADE__EXCHANGE__PASSWORD=123\nFREQTRADE__exchange__password=123\nFREQTRADE__TELEGRAM__CHAT_ID=-5\nFREQTRADE__STAKE_AMOUNT=100\nFREQTRADE__API_SERVER__JWT_SECRET_KEY=own\n',
    });
    const { castValues } = await looked();
    expect(castValues).toMatchObject({ seen: { bots: ['bot /srv/ft'] } });
    const found = 'seen' in castValues ? castValues.seen.found : [];
    expect(found.map(({ name }) => name)).toEqual([
      'FREQTRADE__EXCHANGE__KEY',
      'FREQTRADE__EXCHANGE__SECRET',
      'FREQTRADE__exchange__password',
    ]);
  });
});

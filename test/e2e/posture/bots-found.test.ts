import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BotHost, freqtradeConfig, hummingbotConfig } from './bots-scene.ts';

/** The home of a user of the host that the tests make. */
const ANN = ['', 'home', 'alice'].join('/');

let host: BotHost;
beforeEach(() => {
  host = new BotHost();
});
afterEach(() => host.close());

const jesseEnv = 'PASSWORD=x\nAPP_PORT=9000\nPOSTGRES_NAME=jesse_db\nREDIS_HOST=redis\n';
const composed = (image: string) => `services:\n  bot:\n    image: ${image}\n`;

describe('a bot is found by its folder', () => {
  it.each([
    ['freqtrade', { '/srv/ft/user_data/config.json': freqtradeConfig() }, '/srv/ft', ['/srv/ft/user_data/config.json']],
    [
      'freqtrade',
      { [`${ANN}/bots/ft/config.json`]: freqtradeConfig() },
      `${ANN}/bots/ft`,
      [`${ANN}/bots/ft/config.json`],
    ],
    [
      'hummingbot',
      {
        '/opt/hb/conf/conf_client.yml': hummingbotConfig(),
        '/opt/hb/conf/connectors/binance.yml': 'connector: binance\n',
      },
      '/opt/hb',
      ['/opt/hb/conf/conf_client.yml', '/opt/hb/conf/connectors/binance.yml'],
    ],
    [
      'octobot',
      { '/opt/octo/user/config.json': '{"exchanges": {}, "services": {}}' },
      '/opt/octo',
      ['/opt/octo/user/config.json'],
    ],
    [
      'jesse',
      { [`${ANN}/jesse/.env`]: jesseEnv, [`${ANN}/jesse/strategies/A/__init__.py`]: '' },
      `${ANN}/jesse`,
      [`${ANN}/jesse/.env`],
    ],
    [
      'passivbot',
      {
        '/srv/pb/api-keys.json': '{"ann_01": {"exchange": "bybit", "key": "key", "secret": "secret"}}',
        '/srv/pb/configs/live.json': '{"bot": {}, "live": {}}',
      },
      '/srv/pb',
      ['/srv/pb/api-keys.json', '/srv/pb/configs/live.json'],
    ],
    [
      'nautilus',
      { '/srv/nt/run.py': 'from nautilus_trader.live.node import TradingNode\nnode = TradingNode()\n' },
      '/srv/nt',
      [],
    ],
    [
      'ccxt',
      {
        '/here/grid.py': 'import os\nimport ccxt.async_support as ccxt\n',
        '/here/.env': 'A=1\n',
        '/here/config.json': '{}',
      },
      '/here',
      ['/here/.env', '/here/config.json'],
    ],
    [
      'ccxt',
      { '/here/src/index.ts': "import { RestClientV5 } from 'bybit-api';\n", '/here/package.json': '{"name": "mine"}' },
      '/here',
      [],
    ],
    ['ccxt', { '/here/a.js': "const { MainClient } = require('binance');\n" }, '/here', []],
  ] as const)('%s (case %#)', async (kind, files, folder, settingsFiles) => {
    host.write(files);
    expect(await host.found()).toEqual([
      { kind, name: folder, folder, processes: [], startedBy: [], settingsFiles: [...settingsFiles] },
    ]);
  });

  it.each([
    ['freqtrade', 'freqtradeorg/freqtrade:stable'],
    ['freqtrade', 'docker.io/freqtradeorg/freqtrade:2026.9_freqai'],
    ['hummingbot', 'hummingbot/hummingbot:latest'],
    ['octobot', 'drakkarsoftware/octobot@sha256:0123'],
    ['jesse', 'salehmir/jesse:latest'],
  ])('%s by its compose file with the image %s', async (kind, image) => {
    host.write({ '/srv/bot/docker-compose.yml': composed(image) });
    expect(await host.found()).toMatchObject([{ kind, name: '/srv/bot', startedBy: ['/srv/bot/docker-compose.yml'] }]);
  });

  it('by the image on which its Dockerfile builds', async () => {
    host.write({
      '/srv/bot/compose.yaml': 'services:\n  bot:\n    build:\n      context: ./image\n',
      '/srv/bot/image/Dockerfile': 'FROM --platform=linux/amd64 freqtradeorg/freqtrade:develop\nRUN true\n',
    });
    expect(await host.found()).toMatchObject([
      { kind: 'freqtrade', folder: '/srv/bot', startedBy: ['/srv/bot/compose.yaml'] },
      { folder: '/srv/bot/image' },
    ]);
  });

  it('with settings that hold the secrets alone, and with its .env', async () => {
    host.write({
      '/srv/ft/user_data/config.json': freqtradeConfig(),
      '/srv/ft/user_data/config-private.json': '{"exchange": {"key": "a", "secret": "b"}}',
      '/srv/ft/user_data/pairs.json': '{"pairs": []}',
      '/srv/ft/.env': 'FREQTRADE__EXCHANGE__KEY=a\n',
      '/srv/ft/.env.example': 'FREQTRADE__EXCHANGE__KEY=\n',
    });
    expect((await host.found())[0]?.settingsFiles).toEqual([
      '/srv/ft/.env',
      '/srv/ft/user_data/config-private.json',
      '/srv/ft/user_data/config.json',
    ]);
  });

  it('through a link at the top of a home', async () => {
    host.write({ '/data/ft/user_data/config.json': freqtradeConfig() });
    mkdirSync(join(host.root, 'home/alice'), { recursive: true });
    symlinkSync(join(host.root, 'data/ft'), join(host.root, 'home/alice/ft'));
    expect(await host.found()).toMatchObject([{ kind: 'freqtrade', folder: '/data/ft' }]);
  });
});

it('a bot is found below a folder that only says that it is an environment of Python', async () => {
  host.write({ '/srv/all/pyvenv.cfg': 'home = /usr/bin\n', '/srv/all/grid/bot.py': 'import ccxt\n' });
  expect((await host.found()).map(({ folder }) => folder)).toEqual(['/srv/all/grid']);
});

describe('what looks like a bot and is none', () => {
  it.each([
    [
      'a README that speaks of freqtrade',
      { '/here/README.md': 'docker run freqtradeorg/freqtrade trade\nimport ccxt\n' },
    ],
    ['a folder named freqtrade', { '/srv/freqtrade/notes.txt': 'freqtrade' }],
    ['settings of another program in config.json', { '/srv/a/config.json': '{"exchange": {"name": "amqp"}}' }],
    [
      'a copy of the source of freqtrade',
      {
        '/srv/freqtrade/pyproject.toml': '[project]\nname = "freqtrade"\n',
        '/srv/freqtrade/docker-compose.yml': composed('freqtradeorg/freqtrade:stable'),
        '/srv/freqtrade/freqtrade/exchange/exchange.py': 'import ccxt\n',
        '/srv/freqtrade/config_examples/config_full.example.json': freqtradeConfig(),
      },
    ],
    [
      'a copy of the source of Hummingbot',
      { '/srv/hb/conf/connectors/__init__.py': '', '/srv/hb/conf/__init__.py': '' },
    ],
    [
      'the library in node_modules',
      {
        '/here/node_modules/ccxt/package.json': '{"name": "ccxt"}',
        '/here/node_modules/ccxt/index.js': "require('ccxt')\n",
      },
    ],
    [
      'the library in an environment of Python',
      {
        '/here/venv/lib/x.py': 'import ccxt\n',
        '/here/other/pyvenv.cfg': '',
        '/here/other/bin/python': '',
        '/here/other/lib/python3.12/site-packages/x.py': 'import ccxt\n',
        '/here/other/lib/y.py': 'import ccxt\n',
      },
    ],
    [
      'a comment and a text that import ccxt',
      {
        '/here/a.py': '# import ccxt\n"""\nimport ccxt\n"""\nprint("import ccxt")\n',
        '/here/a.js': "// import ccxt from 'ccxt'\n/*\nimport 'ccxt'\n*/\n",
      },
    ],
    ['a test of a bot', { '/here/test_bot.py': 'import ccxt\n' }],
    [
      'a compose file of something else',
      { '/srv/a/docker-compose.yml': `${composed('nginx:1')}    # image: freqtradeorg/freqtrade\n` },
    ],
    [
      'an image with a name that ends alike',
      { '/srv/a/docker-compose.yml': composed('evil/freqtradeorg/freqtrade-x') },
    ],
    ['a .env of another program', { '/srv/a/.env': 'PASSWORD=a\nPOSTGRES_HOST=b\n', '/srv/a/strategies/x.txt': '' }],
  ])('%s', async (_what, files) => {
    host.write(files as Record<string, string>);
    expect(await host.find()).toEqual({ bots: [], gaps: ['processes of other users cannot be seen'] });
  });

  it.each([
    [['vim', '/srv/a/bot.py']],
    [['grep', '-r', 'freqtrade', 'trade']],
    [['freqtrade', 'backtesting', '-c', 'config.json']],
    [['python3', '/usr/bin/freqtrade', 'download-data']],
    [['python3', '-c', 'import ccxt', 'freqtrade', 'trade']],
    [['python3', '-m', 'http.server']],
    [['python3', '/srv/a/backup.py', 'freqtrade', 'trade']],
    [['node', '/srv/a/server.js', '--bot', 'ccxt']],
    [['/usr/lib/code/node', '--type=renderer', '/srv/a/bot.py']],
    [['tail', '-f', '/srv/a/freqtrade.log']],
    [['jesse', 'make-strategy', 'A']],
    [['OctoBot', 'tentacles', '--install', '--all']],
    [['']],
  ])('the process %j', async (argv) => {
    host.write({
      '/srv/a/bot.py': 'print(1)\n',
      '/srv/a/backup.py': 'import os\n',
      '/srv/a/server.js': "import fs from 'node:fs';\n",
    });
    host.process(1, ['/sbin/init'], { uid: 0 });
    host.process(77, argv as string[], { cwd: '/srv/a' });
    expect(await host.find()).toEqual({ bots: [], gaps: [] });
  });
});

describe('a bot is found by its process', () => {
  beforeEach(() => host.process(1, ['/sbin/init'], { uid: 0 }));

  it.each([
    [
      'freqtrade',
      ['/srv/v/bin/python3.12', '/srv/v/bin/freqtrade', 'trade', '-c', 'user_data/a.json', '--config=/etc/b.json'],
      ['/etc/b.json', '/srv/ft/user_data/a.json'],
    ],
    ['freqtrade', ['freqtrade', 'trade'], []],
    ['freqtrade', ['python3', '-m', 'freqtrade', 'trade'], []],
    ['hummingbot', ['python', './bin/hummingbot_quickstart.py', '-p', 'x'], []],
    ['hummingbot', ['python3', '-m', 'hummingbot.cli.engine', '--name', 'a'], []],
    ['octobot', ['/opt/venv/bin/python', '/opt/venv/bin/OctoBot'], []],
    ['jesse', ['/usr/bin/python3', '/usr/local/bin/jesse', 'run'], []],
    [
      'passivbot',
      ['python3', '/usr/local/bin/passivbot', 'live', 'configs/live.json', '-u', 'ann'],
      ['/srv/ft/configs/live.json'],
    ],
  ] as const)('%s by %j', async (kind, argv, settingsFiles) => {
    host.write({ '/srv/ft/nothing': '' });
    host.process(40, argv, { cwd: '/srv/ft', uid: 998 });
    const [bot, ...more] = await host.found();
    expect(more).toEqual([]);
    expect(bot).toMatchObject({
      kind,
      folder: '/srv/ft',
      settingsFiles,
      processes: [{ pid: 40, uid: 998, folder: '/srv/ft' }],
    });
    expect(JSON.stringify(bot)).not.toContain('-u');
  });

  it('with no argument of it but the program and its script', async () => {
    host.process(40, ['python', './bin/hummingbot.py', '--config-password', 'kept-from-you'], { cwd: '/srv/hb' });
    const [bot] = await host.found();
    expect(bot?.processes[0]?.program).toBe('python /srv/hb/bin/hummingbot.py');
    expect(JSON.stringify(bot)).not.toContain('kept-from-you');
  });

  it('by what its script imports, through modules that stand beside it', async () => {
    host.write({
      '/elsewhere/app/main.py': 'from lib.desk import Desk\n',
      '/elsewhere/app/lib/desk.py': 'import pybit\n',
      '/elsewhere/app/.env': 'A=1\n',
      '/elsewhere/js/index.mjs': "import { desk } from './desk.js';\n",
      '/elsewhere/js/desk.js': "export { ccxt as desk } from 'ccxt';\n",
    });
    host.process(40, ['python3', '-u', '-X', 'dev', 'main.py'], { cwd: '/elsewhere/app' });
    host.process(41, ['node', '--enable-source-maps', '/elsewhere/js/index.mjs'], { cwd: '/' });
    expect(await host.found()).toMatchObject([
      { kind: 'ccxt', folder: '/elsewhere/app', processes: [{ program: 'python3 /elsewhere/app/main.py' }] },
      { kind: 'ccxt', folder: '/elsewhere/js', processes: [{ pid: 41 }] },
    ]);
  });

  it('and joined with its folder, its unit and its drop-ins', async () => {
    host.write({
      '/srv/ft/user_data/config.json': freqtradeConfig(),
      '/etc/systemd/system/ft.service':
        '[Unit]\nDescription=x\n[Service]\nUser=trader\nWorkingDirectory=/srv/ft\nExecStart=/usr/local/bin/freqtrade backtesting\n',
      '/etc/systemd/system/ft.service.d/10-trade.conf':
        '[Service]\nEnvironmentFile=-/etc/ft.env\nExecStart=\nExecStart=/usr/local/bin/freqtrade trade \\\n  -c user_data/config.json\n',
    });
    host.process(40, ['python3', '/usr/local/bin/freqtrade', 'trade'], {
      cwd: '/srv/ft',
      cgroup: '0::/system.slice/ft.service\n',
    });
    expect(await host.found()).toEqual([
      {
        kind: 'freqtrade',
        name: '/srv/ft',
        folder: '/srv/ft',
        startedBy: ['/etc/systemd/system/ft.service'],
        settingsFiles: ['/etc/ft.env', '/srv/ft/user_data/config.json'],
        processes: [
          { pid: 40, uid: 1000, program: 'python3 /usr/local/bin/freqtrade', folder: '/srv/ft', unit: 'ft.service' },
        ],
      },
    ]);
  });

  it('in a container, whose folder is not one of this host', async () => {
    const id = 'ab'.repeat(32);
    host.process(40, ['python', '/freqtrade/bin/freqtrade', 'trade'], {
      cwd: '/freqtrade',
      cgroup: `0::/system.slice/docker-${id}.scope\n`,
    });
    expect(await host.found()).toMatchObject([
      { kind: 'freqtrade', name: id.slice(0, 12), processes: [{ container: id.slice(0, 12) }] },
    ]);
    expect((await host.found())[0]?.folder).toBeUndefined();
  });

  it('with its number on the host, where the eyes are in a user namespace', async () => {
    host.write({ '/proc/self/uid_map': '         0     100000      65536\n' });
    host.process(40, ['freqtrade', 'trade'], { cwd: '/srv/ft', uid: 0 });
    expect((await host.found())[0]?.processes[0]?.uid).toBe(100_000);
  });
});

describe('a bot is found by its unit', () => {
  it.each([
    ['a script', '[Service]\nWorkingDirectory=/srv/own\nExecStart=/usr/bin/python3 bot.py\n'],
    ['a shell', "[Service]\nWorkingDirectory=/srv/own\nExecStart=/bin/sh -c 'cd /srv/own && exec python3 bot.py'\n"],
    [
      'env and nice',
      '[Service]\nWorkingDirectory=-/srv/own\nExecStart=-/usr/bin/env A=1 nice -n 5 python3 /srv/own/bot.py\n',
    ],
  ])('that starts %s', async (_what, unit) => {
    host.write({ '/srv/own/bot.py': 'import ccxt\n', '/etc/systemd/system/own.service': unit });
    expect(await host.found()).toMatchObject([
      { kind: 'ccxt', folder: '/srv/own', startedBy: ['/etc/systemd/system/own.service'], processes: [] },
    ]);
  });

  it('of a user, in the home', async () => {
    host.write({
      [`${ANN}/.config/systemd/user/ft.service`]:
        '[Service]\nWorkingDirectory=%h/freqtrade\nExecStart=/usr/bin/freqtrade trade\n',
      [`${ANN}/freqtrade/user_data/config.json`]: freqtradeConfig(),
    });
    expect(await host.found()).toMatchObject([
      { folder: `${ANN}/freqtrade`, startedBy: [`${ANN}/.config/systemd/user/ft.service`] },
    ]);
  });

  it('that runs a container, without a folder', async () => {
    host.write({
      '/etc/systemd/system/hb.service': '[Service]\nExecStart=/usr/bin/docker run --rm hummingbot/hummingbot:latest\n',
    });
    expect(await host.found()).toMatchObject([{ kind: 'hummingbot', name: 'hb.service' }]);
  });

  it('and not by one that starts something else', async () => {
    host.write({
      '/etc/systemd/system/a.service': '[Service]\nExecStart=/usr/bin/freqtrade-exporter\n',
      '/etc/systemd/system/b.service':
        '[Service]\n# ExecStart=/usr/bin/freqtrade trade\nExecStart=/usr/bin/logger freqtrade trade\n',
      '/etc/systemd/system/c.service': '[Unit]\nDescription=freqtrade trade\nExecStart=/usr/bin/freqtrade trade\n',
    });
    expect(await host.found()).toEqual([]);
  });
});

describe('what is hostile ends, and what was not seen is told', () => {
  it('a fifo, a folder and a socket instead of settings', async () => {
    host.write({ '/srv/a/user_data/x': '', '/srv/b/user_data/config.json/x': '', '/srv/c/user/x': '' });
    execFileSync('mkfifo', [join(host.root, 'srv/a/user_data/config.json'), join(host.root, 'srv/c/user/config.json')]);
    expect(await host.found()).toEqual([]);
  });

  it('a loop of links', async () => {
    host.write({ '/srv/a/b/keep': '' });
    symlinkSync('..', join(host.root, 'srv/a/b/up'));
    symlinkSync('self', join(host.root, 'srv/self'));
    expect(await host.found()).toEqual([]);
  });

  it.each([
    ['JSON without end', '{"a":'.repeat(100_000)],
    ['lists without end', '['.repeat(500_000)],
    ['no JSON', 'hello'],
    ['bytes that are no text', '\u0000\ufffd\u0000{'],
    ['a text without its end', '{"a": "b'],
    ['a comment without its end', '{/* '],
  ])('%s', async (_what, text) => {
    host.write({ '/srv/a/user_data/config.json': text });
    const { bots, gaps } = await host.find();
    expect(bots).toEqual([]);
    expect(gaps.join()).toContain('/srv/a/user_data/config.json was not understood: ');
  });

  it('a file of settings that is longer than any', async () => {
    host.write({ '/srv/a/user_data/config.json': `${freqtradeConfig()}${' '.repeat(1_100_000)}` });
    expect((await host.find()).gaps.join()).toMatch(/config\.json is longer than \d+ bytes/);
  });

  it.each([
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]},`.repeat(9)}]`)
        .join('\n')}\nservices: *i\n`,
    ],
    ['an alias of itself', 'services: &a\n  bot: *a\n'],
    ['a nest', '['.repeat(100_000)],
    ['an alias of nothing', 'services: *nothing\n'],
    ['no YAML', 'services:\n\t- a: [\n'],
  ])('a compose file with %s', async (_what, text) => {
    host.write({ '/srv/a/docker-compose.yml': text });
    const { bots, gaps } = await host.find();
    expect(bots).toEqual([]);
    expect(gaps.join()).toContain('/srv/a/docker-compose.yml was not understood: ');
  });

  it('a compose file that repeats itself with anchors and merges', async () => {
    host.write({
      '/srv/a/docker-compose.yml':
        'x-base: &base\n  image: freqtradeorg/freqtrade:stable\n  restart: always\nservices:\n  one:\n    <<: *base\n  two:\n    <<: [*base]\n    restart: "no"\n',
    });
    expect(await host.found()).toMatchObject([{ kind: 'freqtrade' }]);
  });

  it('names that are not UTF-8', async () => {
    mkdirSync(Buffer.concat([Buffer.from(join(host.root, 'here/')), Buffer.from([0xff, 0xfe])]), { recursive: true });
    writeFileSync(
      Buffer.concat([Buffer.from(join(host.root, 'here/')), Buffer.from([0xff, 0xfe]), Buffer.from('/a.py')]),
      'import ccxt\n',
    );
    expect((await host.find()).bots.length).toBeLessThanOrEqual(1);
  });

  it('a folder of thousands of folders, within its bounds', async () => {
    for (let at = 0; at < 450; at += 1) mkdirSync(join(host.root, `srv/f${at}`), { recursive: true });
    const { gaps } = await host.find();
    expect(gaps).toContain('of 450 names in /srv only 400 were looked at');
  });

  it('a caller that wants no more', async () => {
    host.write({ '/srv/ft/user_data/config.json': freqtradeConfig() });
    const { findBots } = await import('../../../src/app/find-bots.ts');
    const found = await findBots({ eyes: host.eyes, folder: '/here', signal: AbortSignal.abort() });
    expect(found.bots).toEqual([]);
    expect(found.gaps).toContain('the time ran out before all folders were looked at');
  });

  it('a disk that never answers', async () => {
    const { findBots } = await import('../../../src/app/find-bots.ts');
    const never = new Promise<never>(() => {});
    const eyes = { ...host.eyes, list: (path: string) => (path === '/srv' ? never : host.eyes.list(path)) };
    const started = performance.now();
    const found = await findBots({ eyes, folder: '/here', signal: new AbortController().signal });
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(found.gaps).toContain('the time ran out before all folders were looked at');
  });

  it('folders of which this user sees nothing', async (context) => {
    if (process.getuid?.() !== 0) context.skip('needs root: it looks as another user');
    host.write({ '/srv/ft/user_data/config.json': freqtradeConfig(), [`${ANN}/x`]: '' });
    chmodSync(host.root, 0o755);
    chmodSync(join(host.root, 'home/alice'), 0o700);
    chmodSync(join(host.root, 'srv/ft/user_data/config.json'), 0o600);
    process.seteuid?.(65_534);
    try {
      const { bots, gaps } = await host.find();
      expect(bots).toEqual([]);
      expect(gaps).toContain(`${ANN} cannot be read by this user`);
      expect(gaps).toContain('/srv/ft/user_data/config.json cannot be read by this user');
    } finally {
      process.seteuid?.(0);
    }
  });
});

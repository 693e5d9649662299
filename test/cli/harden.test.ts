import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

let terminal: Terminal;
afterEach(() => terminal.close());

const LIMITS =
  'may: [read, trade], markets: [BTC/USDT], limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }';
const SETTINGS = `version: 1
keys:
  main: { exchange: binance, from: { systemd: { name: binance } } }
  second: { exchange: okx, host: my.okx.com, from: { dotenv: {} } }
  tries: { exchange: bybit, environment: practice }
bots:
  grid: { key: main, ${LIMITS} }
vault: { unlock: { systemd: { name: keyward-identity } } }
alerts:
  channels:
    phone: { telegram: { chat: 12 } }
    mail: { smtp: { host: smtp.example.org, user: a@example.org, sender: a@example.org, to: [b@example.org] } }
  heartbeat: {}
`;
const TWO = SETTINGS.replace(
  '\nvault:',
  `\n  trend: { key: second, ${LIMITS}, stop: { systemd: { unit: trend-bot.service } } }\nvault:`,
);
const NAMES = [
  ...['sysusers', 'nftables', 'nftables-load', 'nftables-names', 'nftables-refresh', 'nftables-timer'],
  ...['systemd-keyward', 'systemd-bot', 'sshd', 'unattended-upgrades', 'logrotate', 'compose'],
];

interface File {
  readonly name: string;
  readonly path: string;
  readonly mode: string;
  readonly text: string;
  readonly reasons: readonly { readonly lines: readonly string[]; readonly why: string }[];
  readonly install: readonly string[];
  readonly undo: readonly string[];
}
interface Report {
  readonly from: string;
  readonly files: readonly File[];
  readonly gaps: readonly string[];
  readonly written?: readonly string[];
}

const filesOf = async (...options: readonly string[]): Promise<Report> =>
  terminal.json<Report & object>(['harden', ...options]);
const textOf = async (name: string, ...options: readonly string[]): Promise<string> =>
  (await filesOf(...options)).files.find((file) => file.name === name)!.text;

describe('keyward harden', { timeout: 30_000 }, () => {
  it('lists its files with a line each, and says what nobody has told it', async () => {
    terminal = new Terminal(SETTINGS);
    const { stdout, exit } = await terminal.run(['harden']);
    expect(exit).toBe(0);
    expect(
      stdout
        .slice(0, stdout.indexOf('\n\n'))
        .split('\n')
        .filter((line) => !line.startsWith(' '))
        .map((line) => line.split(' ')[0]),
    ).toEqual(NAMES);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain('nobody has said how grid is started');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the address of the heartbeat is a secret');
    expect(existsSync(terminal.home)).toBe(false);
  });

  it('prints each as it would be installed: what it is, how it is installed, checked and undone, and why each line is there', async () => {
    terminal = new Terminal(SETTINGS);
    const { files } = await filesOf();
    expect(files.map(({ name }) => name)).toEqual(NAMES);
    for (const file of files) {
      const { text, install, undo, reasons } = file;
      const [head = ''] = text.split('\n\n');
      for (const word of ['Install:', 'Check:', 'Undo:', 'keyward harden', file.path])
        expect(head.replaceAll(/\n(?:#|\/\/) /g, ' ')).toContain(word);
      for (const line of [...install, ...undo]) expect(head).toContain(line);
      expect(install.length * undo.length * reasons.length).toBeGreaterThan(0);
      for (const { why, lines } of reasons)
        expect([file.name, lines, why.length > 10]).toEqual([file.name, lines, true]);
      expect(text.endsWith('\n')).toBe(true);
    }
    for (const name of ['systemd-keyward', 'sshd', 'compose'])
      expect((await terminal.run(['harden', '--print', name])).stdout).toBe(
        files.find((file) => file.name === name)!.text,
      );
    expect((await filesOf('--print', 'sshd')).files.map(({ name }) => name)).toEqual(['sshd']);
  });

  it('makes them from the settings: credentials, exchanges, channels, vaults, time, and the market data of each bot', async () => {
    terminal = new Terminal(SETTINGS);
    const unit = await textOf('systemd-keyward');
    for (const name of ['binance', 'keyward-identity'])
      expect(unit).toContain(`\nLoadCredentialEncrypted=${name}:/etc/credstore.encrypted/${name}\n`);
    expect(unit).toContain('read from /etc/keyward/.env');
    const names = await textOf('nftables-names');
    const reached = (user: string) =>
      [...names.matchAll(new RegExp(`^to_${user} (\\S+ \\S+ \\d+)$`, 'gm'))].map(([, to]) => to);
    expect(reached('keyward')).toEqual(
      expect.arrayContaining([
        'api.binance.com tcp 443',
        'fapi.binance.com tcp 443',
        'my.okx.com tcp 443',
        'eea.okx.com tcp 443',
        'api.telegram.org tcp 443',
        'smtp.example.org tcp 465',
        'time.cloudflare.com udp 123',
      ]),
    );
    // Another site, another environment, and the practice exchange.
    for (const host of ['www.okx.com', 'testnet.binance.vision', 'api.bybit.com']) expect(names).not.toContain(host);
    expect(reached('bot-grid')).toEqual(
      expect.arrayContaining(['stream.binance.com tcp 9443', 'fstream.binance.com tcp 443']),
    );
    expect(reached('bot-grid').join()).not.toMatch(/api\.|testnet|okx/);
  });

  it('leaves out NTP where the settings ask none, and all hosts but loopback for the practice exchange', async () => {
    terminal = new Terminal(`version: 1
keys: { main: { exchange: binance, environment: practice } }
bots: { grid: { key: main, ${LIMITS} } }
clock: { ntp: [] }
`);
    expect(await textOf('nftables-names')).not.toMatch(/^to_/m);
    expect(await textOf('systemd-bot')).toContain('\nIPAddressDeny=any\nIPAddressAllow=localhost\n');
  });

  it('takes what its owner says beyond the settings, and writes all for review', async () => {
    terminal = new Terminal(SETTINGS);
    const options = [
      '--bot-folder',
      '/srv/my bot',
      '--bot-command',
      '/usr/bin/python3 "grid 1.py" --rate=5%',
      '--bot-local',
      '5432',
      '--bot-host',
      'feed.example.com:8443',
      '--keyward-host',
      'hc.example.com',
      '--ssh-port',
      '2222',
      '--user',
      'kw',
      '--bot-user',
      'trader',
    ];
    const { exit, stdout } = await terminal.run(['harden', ...options, '--write', 'review']);
    expect([exit, stdout.includes('12 files written into')]).toEqual([0, true]);
    const folder = join(terminal.folder, 'review');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(readdirSync(folder)).toHaveLength(12);
    expect(read('trader.service')).toContain('\nExecStart=/usr/bin/python3 "grid 1.py" --rate=5%%\n');
    expect(read('trader.service')).toContain('\nReadWritePaths="/srv/my bot"\n');
    expect(read('keyward.service')).toContain('\nUser=kw\n');
    expect(read('firewall.nft')).toMatch(/tcp dport 2222 accept/);
    expect(read('firewall.nft')).toMatch(/meta skuid "trader" goto from_trader/);
    expect(read('firewall.nft')).toMatch(/tcp dport \{ 5432 \} accept/);
    expect(read('keyward-names')).toContain('\nto_trader feed.example.com tcp 8443\n');
    expect(read('keyward-names')).toContain('\nto_kw hc.example.com tcp 443\n');
    expect(statSync(join(folder, 'keyward-names')).mode & 0o777).toBe(0o755);
    expect(statSync(join(folder, 'keyward.service')).mode & 0o777).toBe(0o644);

    // The very same once more; then one that differs, a stranger, and a link.
    expect((await terminal.json<Report & object>(['harden', ...options, '--write', 'review'])).written).toEqual([]);
    rmSync(join(folder, 'compose.yaml'));
    expect((await terminal.json<Report & object>(['harden', ...options, '--write', 'review'])).written).toEqual([
      join(folder, 'compose.yaml'),
    ]);
    const refused = async () => {
      const ended = await terminal.run(['harden', ...options, '--write', 'review']);
      return [ended.exit, /differs|is not empty/.exec(ended.stderr.replaceAll(/\s+/g, ' '))?.[0]];
    };
    const unit = read('keyward.service');
    writeFileSync(join(folder, 'keyward.service'), `${unit}# mine\n`);
    expect(await refused()).toEqual([2, 'differs']);
    expect(read('keyward.service')).toBe(`${unit}# mine\n`);
    rmSync(join(folder, 'keyward.service'));
    const elsewhere = terminal.write('elsewhere', unit);
    symlinkSync(elsewhere, join(folder, 'keyward.service'));
    expect(await refused()).toEqual([2, 'differs']);
    rmSync(join(folder, 'keyward.service'));
    writeFileSync(join(folder, 'notes.txt'), '');
    expect(await refused()).toEqual([2, 'is not empty']);
    expect(existsSync(join(folder, 'keyward.service'))).toBe(false);
  });

  it('says which file system refuses, and where a folder is a file', async () => {
    terminal = new Terminal(SETTINGS);
    terminal.write('taken', '');
    expect((await terminal.run(['--json', 'harden', '--write', 'taken'])).stdout).toContain('"file-failed"');
    const closed = join(terminal.folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    if (process.getuid?.() !== 0) expect((await terminal.run(['harden', '--write', 'closed/in'])).exit).toBe(2);
  });

  it('has a unit and a user for each of several bots, and asks which one an option is about', async () => {
    terminal = new Terminal(TWO);
    const { files } = await filesOf();
    const units = files.filter(({ name }) => name.startsWith('systemd-bot'));
    expect(units.map(({ name, path }) => [name, path])).toEqual([
      ['systemd-bot-grid', '/etc/systemd/system/bot-grid.service'],
      ['systemd-bot-trend', '/etc/systemd/system/trend-bot.service'],
    ]);
    expect(files.find(({ name }) => name === 'nftables')!.text).toMatch(/goto from_bot-grid[\s\S]*goto from_bot-trend/);
    expect((await terminal.run(['harden', '--print', 'systemd-bot', '--bot', 'trend'])).stdout).toContain(
      'User=bot-trend',
    );
    expect((await terminal.run(['harden', '--print', 'systemd-bot'])).stderr).toContain('--bot');
    expect((await terminal.run(['harden', '--bot-user', 'x', '--print', 'sshd'])).stderr).toContain('--bot which bot');
    expect((await terminal.run(['harden', '--bot', 'gird'])).stderr).toContain('grid');
    expect(files.find(({ name }) => name === 'systemd-keyward')!.text).toContain('trend-bot.service by systemctl');
  });

  it.each<[string, readonly string[]]>([
    ['a file that there is not', ['--print', 'systemd-keywrd']],
    ['two ways at once', ['--print', 'sshd', '--write', 'x']],
    ["root as Keyward's user", ['--user', 'root']],
    ['one user for both', ['--user', 'same', '--bot-user', 'same']],
    ['a name with a line end', ['--bot-user', 'a\nb']],
    ['a folder with a line end', ['--bot-folder', '/srv/a\nUser=root']],
    ['a folder with a quote', ['--bot-folder', '/srv/a"b']],
    ['a folder of the system', ['--bot-folder', '/etc']],
    ["a folder above Keyward's", ['--bot-folder', '/var']],
    ["a folder that has Keyward's settings", ['--settings', '/srv/kw/keyward.yaml', '--bot-folder', '/srv/kw']],
    ["a folder within that of Keyward's settings", ['--settings', '/srv/kw/a.yaml', '--bot-folder', '/srv/kw/b']],
    ["a folder that has Keyward's state", ['--home', '/srv/kw/state', '--bot-folder', '/srv/kw']],
    ["a folder that has Keyward's program", ['--keyward-command', '/srv/kw/keyward', '--bot-folder', '/srv/kw']],
    ['the user of a database', ['--bot-user', 'postgres']],
    ['a user of systemd', ['--bot-user', 'systemd-network']],
    ['an open quote', ['--bot-command', '/bin/true "x']],
    ['no command', ['--bot-command', ' ']],
    ['a command that is no path', ['--bot-command', 'python3 x.py']],
    ['a host with a shell in it', ['--bot-host', '$(id)']],
    ['a port that is none', ['--ssh-port', '0']],
    ['a port with words', ['--bot-local', '1 accept']],
  ])('refuses %s, and writes nothing', async (_what, options) => {
    terminal = new Terminal(SETTINGS);
    const { exit, stderr } = await terminal.run(['harden', ...options]);
    expect([exit, stderr.includes('(usage)')]).toEqual([2, true]);
    expect(readdirSync(terminal.folder)).toEqual(['keyward.yaml']);
  });

  it('refuses a folder that a link leads to the settings', async () => {
    terminal = new Terminal(SETTINGS);
    const folder = join(terminal.folder, 'kept');
    mkdirSync(folder);
    symlinkSync(folder, join(terminal.folder, 'linked'));
    const { exit, stderr } = await terminal.run([
      ...['harden', '--settings', join(folder, 'keyward.yaml')],
      ...['--bot-folder', join(terminal.folder, 'linked')],
    ]);
    expect([exit, stderr.replaceAll(/\s+/g, ' ').includes('lie within each other')]).toEqual([2, true]);
  });

  it('tells nobody to install keyward by its name, which is not in a registry', async () => {
    terminal = new Terminal(SETTINGS);
    const report = await filesOf('--keyward-command', ['', 'home', 'me', 'main.js'].join('/'));
    const all = [...report.gaps, ...report.files.map(({ text }) => text)].join('\n').replaceAll(/\n# | +/g, ' ');
    expect(all).not.toMatch(/npm install (?:-g|--global) keyward|npx keyward/);
    expect(all.match(/npm install --global \S*keyward-VERSION\.tgz/g)?.length).toBe(3);
  });

  it('refuses a port that is another one at each start', async () => {
    terminal = new Terminal(`${SETTINGS}gateway: { port: 0 }\n`);
    const { exit, stderr } = await terminal.run(['harden']);
    expect([exit, stderr.includes('gateway.port')]).toEqual([2, true]);
  });
});

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MintedKey } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { KeysScene } from './keys-scene.ts';
import { hasPty, runOnPty } from './pty.ts';

let scene: KeysScene;
beforeEach(async () => {
  scene = await KeysScene.open();
});
afterEach(() => scene.close());

const bound = { ips: ['127.0.0.1'], subAccount: 'bots' };
const good = (exchange = 'binance'): MintedKey => scene.mint({ exchange, permissions: { trade: true }, ...bound });
const vault = () => join(scene.terminal.home, 'vault.age');
/** Nothing was stored, named or written down. */
async function expectUntouched(settings: string): Promise<void> {
  expect(scene.settings()).toBe(settings);
  expect(existsSync(vault())).toBe(false);
  expect(await scene.journal('key-record', 'override')).toEqual([]);
}

describe('key add', () => {
  it('asks what the key can do, stores it, names it and writes it down, on a host where Keyward has never run', async () => {
    const key = good();
    const done = await scene.addMinted('main', key);
    expect(done).toMatchObject({ exit: 0, stderr: '' });
    expect(done.stdout).toMatch(/^Stored main \([0-9a-f]{12}\) in \S+vault\.age \(main\)$/m);
    expect(done.stdout).toMatch(/^ {2}can +read, spot, margin$/m);
    expect(done.stdout).toMatch(/^ {2}from +listed addresses$/m);
    expect(scene.settings()).toContain('\n  main: { exchange: binance, environment: practice, from: { age: {} } }\n');
    expect(readFileSync(vault()).includes(key.secret)).toBe(false);
    expect(statSync(vault()).mode & 0o777).toBe(0o600);
    expect(await scene.journal('key-record', 'override')).toMatchObject([
      { kind: 'key-record', key: 'main', change: 'added' },
    ]);
    const up = await scene.terminal.up();
    expect((await scene.terminal.run(['key', 'list'])).stdout).toMatch(
      /^main +binance +practice +read trade +ip list +in use$/m,
    );
    await up.end();
  }, 60_000);

  it('reads the shapes that people have', async () => {
    const binance = good();
    const okx = good('okx');
    const coinbase = good('coinbase');
    const shapes: [string, string, string][] = [
      ['plain', 'binance', JSON.stringify({ apiKey: binance.id, secret: binance.secret })],
      ['named', 'binance', JSON.stringify({ BINANCE_API_KEY: binance.id, BINANCE_API_SECRET: binance.secret })],
      [
        'lines',
        'binance',
        `# mine\nexport BINANCE_API_KEY=${binance.id}\r\nBINANCE_API_SECRET="${binance.secret}"\r\n`,
      ],
      ['three', 'okx', JSON.stringify({ api_key: okx.id, secret_key: okx.secret, passphrase: okx.passphrase })],
      ['threelines', 'okx', `OKX_API_KEY=${okx.id}\nOKX_API_SECRET=${okx.secret}\nOKX_PASSPHRASE=${okx.passphrase}\n`],
      ['pem', 'coinbase', JSON.stringify({ name: coinbase.id, privateKey: coinbase.secret })],
    ];
    for (const [name, exchange, text] of shapes) {
      const said = exchange === 'coinbase' ? ['--bound-to', '127.0.0.1'] : [];
      const fromFile = await scene.add(name, exchange, ['--file', scene.write(`${name}.txt`, text), ...said]);
      expect({ name, ...fromFile }).toMatchObject({ name, exit: 0, stderr: '' });
    }
    for (const file of [['--file', '-'], []]) {
      const piped = await scene.add(`piped${file.length}`, 'binance', file, { input: shapes[0]![2] });
      expect(piped).toMatchObject({ exit: 0, stderr: '' });
    }
  }, 60_000);

  it('stores where it is told to, beside what is there', async () => {
    scene.write('keys.env', '# others\nOTHER=x\n');
    expect(await scene.addMinted('main', good('kraken'), '--dotenv', 'keys.env')).toMatchObject({ exit: 0 });
    expect(scene.settings()).toContain('from: { dotenv: { file: keys.env } }');
    expect(readFileSync(join(scene.terminal.folder, 'keys.env'), 'utf8')).toMatch(
      /^# others\nOTHER=x\nKRAKEN_API_KEY=/,
    );
    const other = await scene.addMinted('other', good('kraken'), '--dotenv', 'keys.env');
    expect(other).toMatchObject({ exit: 2 });
    expect(other.stderr).toMatch(/there is a key in \S+keys\.env already/);
    expect(scene.settings()).not.toContain('other');
  }, 30_000);

  it('says that the file still has the key, and that others can read it where they can', async () => {
    const done = await scene.addMinted('main', good());
    expect(done.stdout.replaceAll('\n', ' ')).toContain(
      `The key stands in ${join(scene.terminal.folder, 'main.json')} too: delete that file`,
    );
    expect(done.stdout).not.toContain('WARNING');
    const { id, secret, passphrase } = good('kucoin');
    const file = scene.write('open.json', { apiKey: id, secret, passphrase });
    chmodSync(file, 0o640);
    const open = (await scene.add('open', 'kucoin', ['--file', file])).stdout.replaceAll('\n', ' ');
    expect(open).toContain(`WARNING other users of this host can read ${file} (mode 640)`);
    expect(open).toContain(`The key stands in ${file} too`);
    const piped = await scene.add('piped', 'kucoin', ['--file', '-'], {
      input: JSON.stringify({ apiKey: id, secret, passphrase }),
    });
    expect(piped).toMatchObject({ exit: 0, stdout: expect.not.stringContaining('delete that file') });
  }, 30_000);

  it('says what comes next: a bot, but not where no bots are served', async () => {
    expect((await scene.addMinted('main', good())).stdout).toContain('next: a bot under `bots`');
    const audited = (await scene.addMinted('audited', good('kucoin'))).stdout;
    expect(audited).toContain('next: keyward key audit');
    expect(audited).not.toContain('a bot under');
  }, 30_000);

  it('gives JSON without a secret', async () => {
    const { id, secret } = good('kraken');
    const file = scene.write('k.json', { key: id, secret });
    const done = await scene.terminal.json([
      'key',
      'add',
      'main',
      '--exchange',
      'kraken',
      '--environment',
      'practice',
      '--file',
      file,
    ]);
    expect(done).toEqual({
      exit: 0,
      name: 'main',
      exchange: 'kraken',
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      rights: expect.objectContaining({ read: 'yes', withdraw: 'no', transfer: 'unknown' }),
      ipRestricted: 'yes',
      ips: ['127.0.0.1'],
      where: expect.stringContaining('vault.age'),
      settings: join(scene.terminal.folder, 'keyward.yaml'),
      unknown: ['transfer'],
      bots: [],
    });
  }, 30_000);
});

describe('key add of a dangerous key', () => {
  const dangerous = () => scene.mint({ exchange: 'binance', permissions: { trade: true, withdraw: true } });

  it('refuses one that can withdraw, or works from any address, and changes nothing', async () => {
    const settings = scene.settings();
    const key = dangerous();
    const withdraws = await scene.addMinted('main', key);
    expect(withdraws).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('(key-can-withdraw)') });
    const open = await scene.addMinted('main', key, '--allow-withdraw', 'no other');
    expect(open).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('(key-any-address)') });
    const empty = await scene.addMinted('main', key, '--allow-withdraw', ' ');
    expect(empty).toMatchObject({ exit: 2, stderr: expect.stringContaining('the reason is empty') });
    await expectUntouched(settings);
  }, 30_000);

  it('asks its owner whether it can withdraw, where the exchange does not tell', async () => {
    const settings = scene.settings();
    const key = good('bitstamp');
    const untold = await scene.addMinted('main', key);
    expect(untold).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('--cannot-withdraw') });
    expect(untold.stderr).toContain('https://');
    await expectUntouched(settings);
    expect(untold.stderr).not.toContain('--allow-withdraw');
    const said = ['--cannot-withdraw', 'seen on its page', '--bound-to', '127.0.0.1'];
    expect(await scene.addMinted('main', key, ...said)).toMatchObject({ exit: 0 });
    expect(await scene.journal('attest')).toMatchObject([{ cannot: ['withdraw'], ips: ['127.0.0.1'] }]);
    expect(await scene.journal('key-record')).toMatchObject([
      { note: 'cannot withdraw, its owner says: seen on its page' },
    ]);
  }, 30_000);

  it('takes one that its owner answers for in writing', async () => {
    const done = await scene.addMinted(
      'main',
      dangerous(),
      '--allow-withdraw',
      'no other',
      '--allow-any-ip',
      'at home',
    );
    expect(done).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/can +read, spot, margin, withdraw\n +from +any address/),
    });
    const [first, second, third] = await scene.journal('key-record', 'override');
    expect([first, second, third]).toMatchObject([
      { kind: 'override', what: 'withdraw', reason: 'no other' },
      { kind: 'override', what: 'no-ip-list', reason: 'at home' },
      { kind: 'key-record', change: 'added', fingerprint: first?.['key'] },
    ]);
    const up = await scene.terminal.up();
    expect((await scene.terminal.run(['key', 'list'])).stdout).toMatch(/^main .* in use$/m);
    await up.end();
  }, 60_000);

  it('writes no override for what the key cannot do', async () => {
    expect(await scene.addMinted('main', good(), '--allow-withdraw', 'x', '--allow-any-ip', 'x')).toMatchObject({
      exit: 0,
    });
    expect(await scene.journal('override')).toEqual([]);
  }, 30_000);
});

describe('key add where the exchange does not tell of an IP list', () => {
  const untold = () => scene.mint({ exchange: 'gemini', permissions: { trade: true } });

  it('needs the word of its owner, which counts until a day', async () => {
    const settings = scene.settings();
    const key = untold();
    const silent = await scene.addMinted('main', key);
    expect(silent).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('(key-untold)') });
    expect(silent.stderr).toContain('--bound-to');
    for (const [list, says] of [
      ['home', 'not an address or range'],
      ['0.0.0.0/0', 'every address'],
    ] as const)
      expect(await scene.addMinted('main', key, '--bound-to', list)).toMatchObject({
        exit: 2,
        stderr: expect.stringContaining(says),
      });
    await expectUntouched(settings);
    const said = await scene.addMinted('main', key, '--bound-to', '198.51.100.7, 198.51.100.8');
    expect(said).toMatchObject({ exit: 0, stderr: '' });
    expect(said.stdout).toMatch(/from +198\.51\.100\.7, 198\.51\.100\.8 \(said by its owner\)/);
    expect(await scene.journal('attest')).toMatchObject([
      { key: 'main', cannot: [], ips: ['198.51.100.7', '198.51.100.8'], until: expect.any(String) },
    ]);
    const { stdout } = await scene.terminal.run(['key', 'audit', 'main']);
    expect(stdout).not.toContain('KEY-02');
    expect(stdout).toContain('what its owner said of it ends');
  }, 60_000);

  it('takes the written word that it has none', async () => {
    expect(await scene.addMinted('main', untold(), '--allow-any-ip', 'at home')).toMatchObject({ exit: 0 });
    expect(await scene.journal('override')).toMatchObject([{ what: 'no-ip-list', reason: 'at home' }]);
  }, 30_000);
});

describe('key add of a key that a vendor holds', () => {
  const ofVendor = (permissions = {}) =>
    scene.mint({ exchange: 'bybit', permissions: { trade: true, ...permissions }, ips: ['103.26.9.7'] });
  const vendor = ['--vendor', '3commas'];
  const said = ['--bound-to', '103.26.9.7', '--cannot-withdraw', 'seen on its page'];

  it('takes one that works only from the addresses of its vendor by the word of its owner', async () => {
    const settings = scene.settings();
    const key = ofVendor();
    const unsaid = await scene.addMinted('main', key, ...vendor);
    expect(unsaid).toMatchObject({ exit: 3, stderr: expect.stringContaining('--bound-to ADDRESSES') });
    expect(unsaid.stderr).not.toContain('doctor ip');
    const elsewhere = await scene.addMinted('main', key, ...vendor, ...said, '--bound-to', '198.51.100.7');
    expect(elsewhere).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('3commas does not call exchanges from 198.51.100.7'),
    });
    await expectUntouched(settings);
    expect(await scene.addMinted('main', key, ...vendor, ...said)).toMatchObject({ exit: 0, stderr: '' });
    expect(await scene.journal('attest')).toMatchObject([{ cannot: ['withdraw'], ips: ['103.26.9.7'] }]);
    const { stdout } = await scene.terminal.run(['key', 'audit', 'main']);
    expect(stdout).not.toMatch(/KEY-02|KEY-09|KEY-12|doctor ip/);
  }, 60_000);

  it('refuses one that can withdraw, whatever its owner says', async () => {
    const settings = scene.settings();
    const key = scene.mint({ exchange: 'bybit', permissions: { trade: true, withdraw: true }, ...bound });
    const refused = await scene.addMinted('main', key, ...vendor, ...said);
    expect(refused).toMatchObject({ exit: 1, stderr: expect.stringContaining('(key-can-withdraw)') });
    const open = await scene.addMinted(
      'main',
      scene.mint({ exchange: 'bybit', permissions: { trade: true } }),
      ...vendor,
    );
    expect(open).toMatchObject({ exit: 1, stderr: expect.stringContaining('(key-any-address)') });
    expect(open.stderr).not.toContain('doctor ip');
    await expectUntouched(settings);
  }, 30_000);

  it('asks whether a vendor that nobody knows is meant, and takes its addresses', async () => {
    const settings = scene.settings();
    const key = good('bybit');
    expect(await scene.addMinted('main', key, '--vendor', '3comas')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('Keyward knows no vendor 3comas; did you mean 3commas?'),
    });
    await expectUntouched(settings);
    expect(await scene.addMinted('main', key, '--vendor', 'mine', '--addresses', '198.51.100.0/24')).toMatchObject({
      exit: 0,
    });
    expect(await scene.journal('key-record')).toMatchObject([{ note: expect.stringContaining('198.51.100.0/24') }]);
  }, 30_000);
});

describe('key add refuses', () => {
  it('what cannot be a key, and says why', async () => {
    const settings = scene.settings();
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    recordSecret(privateKey);
    const real = randomBytes(32).toString('hex');
    recordSecret(real);
    let count = 0;
    const file = (content: unknown) => ['--file', scene.write(`odd-${++count}`, content)];
    const key = good();
    const fine = file({ apiKey: key.id, secret: key.secret });
    const refusals: [string, string, string[], string][] = [
      ['main', 'binanse', fine, 'binanse is not a supported exchange; did you mean binance'],
      ['Main', 'binance', fine, 'lower-case letters'],
      ['main', 'binance', [...fine, '--purpose', 'bot'], 'not one of the purposes'],
      ['main', 'binance', [...fine, '--vendor', '3 Commas'], 'not a name such as `3commas`'],
      ['main', 'binance', ['--file', 'nowhere.json'], 'nowhere.json cannot be read'],
      ['main', 'binance', file('{"apiKey": "x"'), 'is not JSON'],
      ['main', 'binance', file({ apiKey: key.id }), 'has no BINANCE_API_SECRET'],
      ['main', 'okx', file({ apiKey: key.id, secret: key.secret }), 'has no OKX_PASSPHRASE'],
      [
        'main',
        'okx',
        file({ apiKey: key.id, secret: key.secret }),
        '{"apiKey": "…", "secret": "…", "passphrase": "…"}',
      ],
      [
        'main',
        'binance',
        [...fine, '--vendor', '3commas', '--purpose', 'bots'],
        'is only watched, so it is not for bots',
      ],
      ['main', 'binance', [...fine, '--holder', 'alice', 'alice'], 'the holder alice stands there twice'],
      ['main', 'binance', [], 'no API key was given'],
      // Nothing that may be a real key is signed with for a port of this host.
      [
        'main',
        'binance',
        file({ apiKey: `${'A1'.repeat(32)}`, secret: real }),
        'the practice exchange has not minted this key',
      ],
      [
        'main',
        'binance',
        file({ apiKey: 'A1'.repeat(32), secret: privateKey }),
        'the practice exchange has not minted this key',
      ],
    ];
    for (const [name, exchange, args, says] of refusals) {
      const { exit, stdout, stderr } = await scene.add(name, exchange, args);
      expect({ says, exit, stdout }).toEqual({ says, exit: 2, stdout: '' });
      expect(stderr).toContain(says);
    }
    await expectUntouched(settings);
  }, 60_000);

  it('a key that the exchange does not answer', async () => {
    const settings = scene.settings();
    for (const [exchange, says] of [
      ['binance', 'Binance refuses this key without saying why: the key, the address or a permission (-2015)'],
      ['bybit', 'Bybit does not know this key (10003)'],
    ] as const) {
      const key = good(exchange);
      scene.practice.keys.find(exchange, key.id)!.revoked = true;
      const { exit, stderr } = await scene.addMinted('main', key);
      expect({ exit, stderr }).toEqual({ exit: 3, stderr: expect.stringContaining(`keyward: ${says}\n`) });
      expect(stderr).toContain('(key-not-answered)');
    }
    await expectUntouched(settings);
  }, 30_000);

  it('a name that is taken, and one that the settings use otherwise', async () => {
    const key = good();
    expect(await scene.addMinted('main', key)).toMatchObject({ exit: 0 });
    const settings = scene.settings();
    const again = await scene.addMinted('main', good());
    expect(again).toMatchObject({ exit: 2, stderr: expect.stringContaining('(key-exists)') });
    const other = await scene.addMinted('main', good('kraken'));
    expect(other).toMatchObject({ exit: 2, stderr: expect.stringContaining('keys.main is a practice key of binance') });
    const elsewhere = await scene.addMinted('main', key, '--dotenv', '.env');
    expect(elsewhere).toMatchObject({ exit: 2, stderr: expect.stringContaining('say where it lives') });
    const live = await scene.terminal.run(['key', 'add', 'real', '--exchange', 'binance', '--file', '-'], {
      input: JSON.stringify({ apiKey: key.id, secret: key.secret }),
    });
    expect(live).toMatchObject({ exit: 2, stderr: expect.stringContaining('either all practice keys or none is') });
    expect(scene.settings()).toBe(settings);
    expect(await scene.journal('key-record')).toHaveLength(1);
  }, 30_000);
});

describe('key add and the settings', () => {
  it('keeps every byte but its own line', async () => {
    const main = '  main: { exchange: kucoin, environment: practice } # the first\n';
    const line = '  new: { exchange: binance, environment: practice, from: { age: {} } }\n';
    const key = good();
    const text = scene.settingsWith(main).replace('bots: {}', '\n# no bots\nbots:   {}');
    for (const eol of ['\n', '\r\n']) {
      scene.terminal.write('keyward.yaml', text.replaceAll('\n', eol));
      expect(await scene.addMinted('new', key)).toMatchObject({ exit: 0 });
      expect(scene.settings()).toBe(text.replace(main, main + line).replaceAll('\n', eol));
    }
    scene.terminal.write(
      'keyward.yaml',
      text.replace(`keys:\n${main}`, 'keys: { main: { exchange: kucoin, environment: practice } }\n'),
    );
    expect(await scene.addMinted('new', key)).toMatchObject({ exit: 0 });
    expect(scene.settings()).toContain(`keys: { main: { exchange: kucoin, environment: practice }, ${line.trim()} }\n`);
  }, 60_000);

  it('fills the place of a key that is named and not there', async () => {
    const main = '  main: { exchange: binance, environment: practice, from: { dotenv: { file: my.env } } }\n';
    scene.terminal.write('keyward.yaml', scene.settingsWith(main));
    expect(await scene.addMinted('main', good())).toMatchObject({ exit: 0, stdout: expect.stringContaining('my.env') });
    expect(scene.settings()).toBe(scene.settingsWith(main));
  }, 30_000);
});

describe.skipIf(!hasPty)('key add on a terminal', () => {
  const onPty = (answers: [RegExp, string][], exchange = 'okx') =>
    runOnPty(['key', 'add', 'main', '--exchange', exchange, '--environment', 'practice'], {
      env: { KEYWARD_HOME: scene.terminal.home, HOME: scene.terminal.home },
      cwd: scene.terminal.folder,
      columns: 80,
      answers,
    });

  it('asks, and shows nothing of the secrets that are typed', async () => {
    const { id, secret, passphrase = '' } = good('okx');
    const { exit, screen } = await onPty([
      [/^OKX API key: $/m, `${id}\r`],
      [/Secret \(not shown\): $/, `${secret.slice(0, 5)}x\u007f${secret.slice(5)}\r`],
      [/Passphrase \(not shown\): $/, `${passphrase}\r`],
    ]);
    expect(screen).toContain('Stored');
    expect(exit).toBe(0);
    expect(screen).not.toContain(secret.slice(0, 8));
    expect(screen).not.toContain(passphrase);
  }, 30_000);

  it('asks for the IP list that the exchange does not tell', async () => {
    const { id, secret } = scene.mint({ exchange: 'gemini', permissions: { trade: true } });
    const { exit, screen } = await onPty(
      [
        [/API key: $/, `${id}\r`],
        [/Secret \(not shown\): $/, `${secret}\r`],
        [/as its page has it: $/, '198.51.100.7\r'],
      ],
      'gemini',
    );
    expect(screen).toContain('198.51.100.7 (said by its owner)');
    expect(exit).toBe(0);
  }, 30_000);

  it('takes a PEM over several lines', async () => {
    const { id, secret } = good('coinbase');
    const { exit, screen } = await onPty(
      [
        [/API key: $/, `${id}\r`],
        [/Secret \(not shown\): $/, `${secret.trimEnd().replaceAll('\n', '\r')}\r`],
        [/as its page has it: $/, '127.0.0.1\r'],
      ],
      'coinbase',
    );
    expect(screen).toContain('Stored');
    expect(exit).toBe(0);
    expect(screen).not.toContain('-----BEGIN');
  }, 30_000);

  it('ends on Ctrl-C, and without an answer, with nothing stored', async () => {
    const settings = scene.settings();
    expect(
      await onPty([
        [/API key: $/, 'some-id\r'],
        [/Secret \(not shown\): $/, 'abc\u0003'],
      ]),
    ).toMatchObject({ exit: 130 });
    const nothing = await onPty([
      [/API key: $/, 'some-id\r'],
      [/Secret \(not shown\): $/, '\r'],
    ]);
    expect(nothing).toMatchObject({ exit: 2, screen: expect.stringContaining('nothing was given') });
    await expectUntouched(settings);
  }, 30_000);
});

import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditedKey } from '../../src/app/index.ts';
import { KeysScene } from './keys-scene.ts';
import { hasPty, runOnPty } from './pty.ts';
import type { Running } from './terminal.ts';

let scene: KeysScene;
let up: Running | undefined;
beforeEach(async () => {
  scene = await KeysScene.open();
});
afterEach(async () => {
  await up?.end();
  up = undefined;
  await scene.close();
});

/** A good key, one that can withdraw from anywhere, one of a vendor, and a bot that uses the first. */
async function fill(): Promise<void> {
  const bound = { ips: ['127.0.0.1'], subAccount: 'bots' };
  const good = scene.mint({ exchange: 'kraken', permissions: { trade: true }, ...bound });
  const bad = scene.mint({ exchange: 'binance', permissions: { trade: true, withdraw: true } });
  const given = scene.mint({ exchange: 'bybit', permissions: { trade: true, futures: true } });
  expect(await scene.addMinted('good', good)).toMatchObject({ exit: 0 });
  expect(await scene.addMinted('bad', bad, '--allow-withdraw', 'no other', '--allow-any-ip', 'at home')).toMatchObject({
    exit: 0,
  });
  expect(
    await scene.addMinted('given', given, '--vendor', '3commas', '--holder', 'alice', '--allow-any-ip', 'theirs'),
  ).toMatchObject({ exit: 0 });
  const grid =
    '{ key: good, may: [read, trade], markets: [BTC/USDT], limits: { order_notional: 500 USDT, daily_notional: 5000 USDT } }';
  scene.terminal.write('keyward.yaml', scene.settings().replace('bots: {}', `bots:\n  grid: ${grid}`));
  up = await scene.terminal.up();
}

const attest = (...args: string[]) => scene.terminal.run(['key', 'attest', ...args]);
const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const goodAttest = ['good', '--rights', 'read,spot', '--until', soon, '--note', 'seen on the page'];

describe('key audit', () => {
  it('shows what each key can do, what it reaches and what is wrong, as a table', async () => {
    await fill();
    const { exit, stdout } = await scene.terminal.run(['key', 'audit']);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^key {4}exchange {2}vendor {3}holders {2}from +left +ways out {2}can$/m);
    expect(stdout).toMatch(/^good {3}kraken {4}- +- +1 ip +30 d +\S+ +read spot margin/m);
    expect(stdout).toMatch(/^bad {4}binance {3}- +- +any ip +14 d +\S+ +read spot margin/m);
    expect(stdout).toMatch(/^given {2}bybit {5}3commas {2}alice /m);
    expect(stdout).toMatch(
      /^HIGH KEY-01 bad: it can withdraw; its owner let it in writing on \d{4}-\d\d-\d\d:\n {2}"no other"$/m,
    );
    expect(stdout).toMatch(
      /^MEDIUM KEY-02 bad: it works from any address; its owner let it in writing on\n {2}\S+: "at home"$/m,
    );
    expect(stdout).toMatch(/^INFO KEY-14 good: nobody says whether it has rights for transfer/m);
    const severities = [...stdout.matchAll(/^(CRITICAL|HIGH|MEDIUM|LOW|INFO) /gm)].map(([, word]) => word);
    expect(severities).toEqual([...severities].sort((a, b) => 'CHMLI'.indexOf(a![0]!) - 'CHMLI'.indexOf(b![0]!)));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }, 60_000);

  it('shows one key in full', async () => {
    await fill();
    const { exit, stdout } = await scene.terminal.run(['key', 'audit', 'good']);
    expect(exit).toBe(0);
    const titles = ['Findings', 'What it reaches', 'Calendar', 'Rights', 'The key'];
    expect(stdout.split('\n').filter((line) => titles.includes(line))).toEqual(titles);
    expect(stdout).toMatch(/^good {2}Kraken \(spot\), practice\n/);
    expect(stdout).not.toContain('POST /');
    const calls = await scene.terminal.run(['key', 'audit', 'good', '--calls']);
    expect(calls.stdout).toMatch(/^ {6}POST \/0\/private\/AddOrder$/m);
    expect(calls.stdout).toMatch(/; source: /);
    const unnamed = await scene.terminal.run(['key', 'audit', '--calls']);
    expect(unnamed).toMatchObject({ exit: 2, stderr: expect.stringContaining('--calls needs the name of a key') });
    expect(stdout).toMatch(/^ {2}works from +127\.0\.0\.1$/m);
    expect(stdout).toMatch(/^ {2}bots +grid$/m);
    expect(stdout).not.toMatch(/needs ;|undefined|NaN/);
    const unknown = await scene.terminal.run(['key', 'audit', 'goood']);
    expect(unknown).toMatchObject({ exit: 2 });
    expect(unknown.stderr).toContain('did you mean good?');
  }, 60_000);

  it('gives the same as JSON', async () => {
    await fill();
    const found = await scene.terminal.json<AuditedKey[]>(['key', 'audit']);
    expect(found.map(({ key }) => key)).toEqual(['good', 'bad', 'given']);
    expect(found[0]).toMatchObject({
      exchange: 'kraken',
      exchangeName: 'Kraken (spot)',
      environment: 'practice',
      purpose: 'bots',
      holders: [],
      bots: ['grid'],
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      outcome: 'told',
      rights: { read: { can: 'yes', by: 'exchange' }, withdraw: { can: 'no', by: 'exchange' } },
      ipRestricted: 'yes',
      ips: ['127.0.0.1'],
      subAccount: expect.any(String),
      words: expect.any(Array),
      reach: expect.any(Array),
      calendar: expect.any(Array),
      findings: expect.any(Array),
    });
    expect(found[2]).toMatchObject({ vendor: '3commas', purpose: 'audit', holders: ['alice'] });
    for (const { findings } of found)
      for (const finding of findings)
        expect(finding).toEqual({
          id: expect.stringMatching(/^KEY-\d\d$/),
          severity: expect.any(String),
          says: expect.any(String),
          fix: expect.any(String),
        });
  }, 60_000);

  it('exits with 3 where a key could not be asked and nothing else is wrong', async () => {
    expect(
      await scene.addMinted(
        'good',
        scene.mint({ exchange: 'kraken', permissions: { trade: true }, ips: ['127.0.0.1'] }),
      ),
    ).toMatchObject({ exit: 0 });
    scene.terminal.write('keyward.yaml', scene.settings().replace(', serve: false', ''));
    const idle = await scene.terminal.run(['key', 'audit']);
    expect(idle).toMatchObject({ exit: 3 });
    expect(idle.stdout).toContain('not known');
    expect(idle.stdout).toMatch(/KEY-09 good: it could not be audited/);
  }, 60_000);

  it.skipIf(!hasPty)(
    'fits the terminal, in colour',
    async () => {
      await fill();
      const { home, folder } = scene.terminal;
      for (const columns of [80, 60]) {
        for (const args of [
          ['key', 'audit'],
          ['key', 'audit', 'bad'],
        ]) {
          const { screen } = await runOnPty(args, { env: { KEYWARD_HOME: home, HOME: home }, cwd: folder, columns });
          expect(screen).toContain('\u001b[31m');
          const lines = stripVTControlCharacters(screen).split('\r\n');
          // A path or address that is longer than a line stands alone.
          expect(lines.filter((line) => line.length > columns && line.trim().includes(' '))).toEqual([]);
          expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
        }
      }
    },
    60_000,
  );
});

describe('key attest', () => {
  beforeEach(async () => {
    expect(
      await scene.addMinted(
        'good',
        scene.mint({ exchange: 'kraken', permissions: { trade: true }, ips: ['127.0.0.1'] }),
      ),
    ).toMatchObject({ exit: 0 });
  });

  it('is written down', async () => {
    const done = await attest(...goodAttest, '--ips', '203.0.113.7, 2001:db8::/64', '--created', '2026-01-31');
    expect(done).toMatchObject({ exit: 0, stdout: `Written down for good, until ${soon}.\n` });
    expect(await attest(...goodAttest, '--ips', 'any')).toMatchObject({ exit: 0 });
    expect(await scene.journal('attest')).toMatchObject([
      {
        key: 'good',
        rights: ['read', 'spot'],
        ips: ['203.0.113.7', '2001:db8::/64'],
        created: '2026-01-31T00:00:00.000Z',
        until: `${soon}T00:00:00.000Z`,
        note: 'seen on the page',
      },
      { ips: [] },
    ]);
  }, 30_000);

  const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const year = dayIn(400);
  const refusals: [string, string[], string][] = [
    [
      'a key that the settings do not name',
      ['goood', ...goodAttest.slice(1)],
      'there is no key goood in the settings; did you mean good?',
    ],
    [
      'a right that there is not',
      ['good', '--rights', 'read,spott', '--until', soon, '--note', 'x'],
      'spott is not a right; did you mean spot? choose one of read, ',
    ],
    ['a day that is past', ['good', '--rights', 'read', '--until', '2020-01-01', '--note', 'x'], '2020-01-01 is past'],
    [
      'yesterday',
      ['good', '--rights', 'read', '--until', dayIn(-1), '--note', 'x'],
      `--until ${dayIn(-1)} is past, so it would say nothing from the start: give a day from ${dayIn(1)} to ${dayIn(366)}`,
    ],
    ['today', ['good', '--rights', 'read', '--until', dayIn(0), '--note', 'x'], `--until ${dayIn(0)} begins now`],
    ['a day in over a year', ['good', '--rights', 'read', '--until', year, '--note', 'x'], 'at most 366 days'],
    [
      'what is no day',
      ['good', '--rights', 'read', '--until', 'yesterday', '--note', 'x'],
      '--until yesterday is not a day such as 2027-02-01',
    ],
    ['a day that no month has', ['good', '--rights', 'read', '--until', '2027-02-30', '--note', 'x'], '2027-02-30'],
    ['an empty note', ['good', '--rights', 'read', '--until', soon, '--note', ' '], 'the note is empty'],
    ['what is no address', [...goodAttest, '--ips', '203.0.113.7,home'], 'home'],
    ['a range that there is not', [...goodAttest, '--ips', '203.0.113.7/33'], '203.0.113.7/33'],
    ['a creation that is yet to come', [...goodAttest, '--created', soon], soon],
    ['a creation on no day', [...goodAttest, '--created', '1'], 'not a day'],
    ['no note at all', goodAttest.slice(0, -2), '--note'],
  ];
  it('refuses what cannot be attested', async () => {
    for (const [title, args, says] of refusals) {
      const { exit, stdout, stderr } = await attest(...args);
      expect({ title, exit, stdout }).toEqual({ title, exit: 2, stdout: '' });
      expect(stderr, title).toContain(says);
    }
    expect(await scene.journal('attest')).toEqual([]);
  }, 60_000);
});

describe('key event and key record', () => {
  const run = (...args: string[]) => scene.terminal.run(['key', ...args]);
  beforeEach(() => {
    const key = (holders: string) => `{ exchange: kraken, environment: practice, holders: [${holders}] }`;
    scene.terminal.write('keyward.yaml', scene.settingsWith(`  main: ${key('alice, bob')}\n  other: ${key('bob')}\n`));
  });

  it('makes the keys due that somebody held who has left', async () => {
    expect(await run('event', 'member-left', 'alice', '--note', 'on Friday')).toMatchObject({
      exit: 0,
      stdout: 'Due to be replaced: main.\nNext: keyward key rotate main\n',
    });
    expect(await run('event', 'member-left', 'bob')).toMatchObject({ stdout: expect.stringContaining('main, other') });
    expect(await run('event', 'leaked', '--key', 'other')).toMatchObject({
      stdout: expect.stringContaining('replaced: other.'),
    });
    expect(await run('event', 'new-host')).toMatchObject({ stdout: expect.stringContaining('main, other') });
    expect((await scene.journal('key-event')).map(({ event, who, keys }) => [event, who, keys])).toEqual([
      ['member-left', 'alice', ['main']],
      ['member-left', 'bob', ['main', 'other']],
      ['leaked', undefined, ['other']],
      ['new-host', undefined, ['main', 'other']],
    ]);
  }, 30_000);

  it('tells what it does not know', async () => {
    const said = async (...args: string[]) => {
      const { exit, stderr } = await run(...args);
      expect(exit).toBe(2);
      return stderr;
    };
    expect(await said('event', 'member-lef', 'alice')).toContain(
      'member-lef is not an event; did you mean member-left? choose one of',
    );
    expect(await said('event', 'member-left')).toContain('who has left?');
    expect(await said('event', 'member-left', 'carol')).toContain('no key has carol among its `holders`');
    expect(await said('event', 'leaked', '--key', 'mian')).toContain('did you mean main?');
    expect(await said('record', 'main')).toContain('give one of --rotated, --revoked and --changed');
    expect(await said('record', 'main', '--rotated', '--revoked')).toContain('give one of');
    expect(await said('record', 'main', '--rotated', '--on', '2099-01-01')).toContain('not a day that has been');
    expect(await said('record', 'main', '--rotated', '--on', '1')).toContain('not a day that has been');
    expect(await said('record', 'mian', '--rotated')).toContain('did you mean main?');
  }, 30_000);

  it('writes down what was done by hand', async () => {
    expect(await run('record', 'main', '--rotated', '--on', '2026-01-31')).toMatchObject({
      exit: 0,
      stdout: 'Written down: main rotated on 2026-01-31.\n',
    });
    expect(await run('record', 'gone', '--revoked', '--note', 'its bot was retired')).toMatchObject({ exit: 0 });
    expect(await run('record', 'main', '--changed')).toMatchObject({ exit: 0 });
    expect(await scene.journal('key-record')).toMatchObject([
      // The end of that day: what made it due on the day itself is over.
      { key: 'main', change: 'rotated', at: '2026-01-31T23:59:59.999Z' },
      { key: 'gone', change: 'revoked', note: 'its bot was retired' },
      { key: 'main', change: 'changed' },
    ]);
  }, 30_000);
});

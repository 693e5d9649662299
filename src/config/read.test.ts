import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { KeywardError } from '../core/index.ts';
import { checkSettingsFile, findSettings, parseSettings } from './read.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `version: 1
keys:
  main:
    exchange: binance
    from: { dotenv: { file: .env } }
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT]
    limits:
      order_notional: 500 USDT
      daily_notional: 5000 USDT
`;

/** The error of settings that are not good; fails on anything but `config-invalid`. */
function faultOf(text: string): KeywardError {
  try {
    parseSettings(text, 'keyward.yaml');
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'config-invalid') return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

function linesOf(text: string): string[] {
  const fault = faultOf(text);
  return [fault.message, ...fault.lines];
}

describe('settings', () => {
  it('are read, with safe defaults', () => {
    const settings = parseSettings(GOOD, 'keyward.yaml');
    expect(settings.keys['main']).toMatchObject({ exchange: 'binance', environment: 'live' });
    expect(settings.gateway.port).toBe(8787);
    expect(parseSettings(`${GOOD}  reader: { key: main }\n`, 'a').bots['reader']?.may).toEqual(['read']);
  });

  it.each([
    ['an unknown setting', 'keyz: 1\n', 'keyward.yaml:1:1: version:'],
    [
      'an unknown setting of a bot',
      GOOD.replace('    may:', '    mai:'),
      'keyward.yaml:9:5: bots.grid.mai: there is no such setting; did you mean may?',
    ],
    ['a duplicate key', `${GOOD}version: 1\n`, 'keyward.yaml:14:1: map keys must be unique'],
    ['a duplicate bot', `${GOOD}  grid: { key: main }\n`, 'keyward.yaml:14:3: map keys must be unique'],
    [
      'money as a number',
      GOOD.replace('500 USDT', '500'),
      'keyward.yaml:12:23: bots.grid.limits.order_notional: money is written as text',
    ],
    ['money as a fraction', GOOD.replace('500 USDT', '0.5'), 'money is written as text with its currency'],
    [
      'a bot without its key',
      GOOD.replace('key: main', 'key: mian'),
      'keyward.yaml:8:10: bots.grid.key: there is no key mian in keys',
    ],
    [
      'a scope over a key that is not there',
      `${GOOD}scopes: { keys: { mian: { limits: { open_orders: 1 } } } }\n`,
      'keyward.yaml:14:25: scopes.keys.mian: there is no key mian in keys',
    ],
    [
      'a right that no bot can have',
      GOOD.replace('trade]', 'withdraw]'),
      'keyward.yaml:9:17: bots.grid.may.1: a bot may `read` and `trade`',
    ],
    [
      'a secret in the settings',
      GOOD.replace('{ dotenv: { file: .env } }', '{ secret: abc }'),
      'keyward.yaml:5:13: keys.main.from: there is no such place "secret"; there is env, dotenv, age, systemd, keyring, command, vault, aws, gcp',
    ],
    [
      'a wrong name in from',
      GOOD.replace('file: .env', 'fiel: .env'),
      'keyward.yaml:5:23: keys.main.from.dotenv.fiel: there is no such setting; did you mean file?',
    ],
    ['a port that is none', `${GOOD}gateway: { port: 70000 }\n`, 'keyward.yaml:14:18: gateway.port'],
    [
      'a version to come',
      GOOD.replace('version: 1', 'version: 2'),
      'keyward.yaml:1:10: version: the settings begin with `version: 1`',
    ],
    ['a name in capitals', GOOD.replace('grid:', 'Grid:'), 'bots.Grid: a name is of lower-case letters'],
    [
      'an unknown part',
      `${GOOD}gatway:\n  port: 0\n`,
      'keyward.yaml:14:1: gatway: there is no such setting; did you mean gateway?',
    ],
    [
      'a setting that is like no other',
      GOOD.replace('key: main', 'key: main\n    colour: red'),
      'bots.grid.colour: there is no such setting; there is key, may, markets, limits',
    ],
    ['no keys', 'version: 1\n', 'keyward.yaml:1:1: keys: is missing: a map of names is to stand here'],
    ['a word in place of a part', GOOD.replace('{ dotenv: { file: .env } }', 'env'), 'keys.main.from'],
    ['a list in place of a part', `${GOOD}gateway: []\n`, 'gateway: is to be a map of settings, not a list'],
    ['an open quote', `${GOOD}practice: { seed: "x }\n`, 'keyward.yaml:15:1: missing closing "quote'],
    ['two documents', `${GOOD}---\n${GOOD}`, 'keyward.yaml:14:1: source contains multiple documents'],
    ['a tab as indentation', GOOD.replace('  main:', '\tmain:'), 'keyward.yaml:3:'],
    ['nothing', '', 'keyward.yaml:1:1: '],
    ['a list', '- a\n- b\n', 'keyward.yaml:1:1: '],
    ['an alias without an anchor', 'version: *one\n', 'keyward.yaml:1:1: unresolved alias'],
    ['a prototype as a key', GOOD.replace('  main:', '  __proto__:'), 'keyward.yaml:'],
  ])('refuse %s, with its place', (_title, text, message) => {
    expect(linesOf(text).join('\n')).toContain(message);
  });

  it('name a key that is not there beside the other faults', () => {
    const lines = linesOf(GOOD.replace('key: main', 'key: mian').replace('[BTC/USDT]', '[btcusdt]'));
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual('keyward.yaml:8:10: bots.grid.key: there is no key mian in keys; did you mean main?');
  });

  it('name every fault at once, each with file, line, column and path', () => {
    const text = GOOD.replace('500 USDT', '500')
      .replace('exchange: binance', 'exchange: 5')
      .replace('[BTC/USDT]', '[btcusdt]');
    const lines = linesOf(text);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^keyward\.yaml:\d+:\d+: [a-z]+\.[a-z.]+\S*: \S/);
  });

  it.each([
    [
      'of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]},`.repeat(9).slice(0, -1)}]`).join('\n')}\n`,
    ],
    ['of brackets', '['.repeat(100_000)],
    ['of dashes', '- '.repeat(50_000)],
    ['of questions', '? '.repeat(50_000)],
    ['of length', `#${'x'.repeat(1_000_000)}\n${GOOD}`],
    ['of braces', '{a: '.repeat(25_000)],
    ['of indentation', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuse a bomb %s quickly', (_title, text) => {
    const startMs = performance.now();
    expect(faultOf(text).code).toBe('config-invalid');
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });

  it('never throw anything but config-invalid on garbage', () => {
    const yamlish = fc.array(
      fc.constantFrom(
        'version: 1\n',
        'keys:',
        ' main:',
        '\n  ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ': ',
        '&a',
        '*a',
        '!!binary ',
        '"',
        "'",
        '|\n',
        '? ',
        '#',
        '\t',
        '\0',
        '%YAML 1.1\n',
        '---\n',
        '<<: ',
        '~',
        '1e999',
        '0x',
        '\u2028',
        '\ud800',
      ),
      { maxLength: 60 },
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      yamlish.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(faultOf(text).message).toMatch(/^keyward\.yaml:\d+:\d+: /);
      }),
      { numRuns: 500 },
    );
  });

  it('never throw anything but config-invalid on 100 KB of garbage', () => {
    const large = fc
      .string({ unit: 'grapheme', minLength: 300, maxLength: 400 })
      .map((text) => text.repeat(300).slice(0, 100_000));
    fc.assert(
      fc.property(large, (text) => void faultOf(text)),
      { numRuns: 10 },
    );
  });

  it('tell where each part stands', () => {
    const path = join(folder, 'keyward.yaml');
    writeFileSync(path, GOOD);
    const { settings, problems, placeOf } = checkSettingsFile(path);
    expect(settings).toBeDefined();
    expect(problems).toEqual([]);
    expect(placeOf(['bots', 'grid', 'limits', 'daily_notional'])).toEqual({ line: 13, column: 23 });
    expect(placeOf(['bots', 'grid', 'limits', 'price_band'])).toEqual({ line: 12, column: 7 });
    expect(placeOf(['nowhere'])).toEqual({ line: 1, column: 1 });
  });
});

describe('a key that others hold', () => {
  const given = (more: string) => GOOD.replace('    from:', `${more}\n    from:`);

  it('is not for bots, nor for making keys, where a vendor has it', () => {
    for (const purpose of ['bots', 'rotation']) {
      expect(linesOf(given(`    vendor: 3commas\n    purpose: ${purpose}`))).toEqual([
        `keyward.yaml:6:14: keys.main.purpose: a key that was given to 3commas is only watched, so it is not for ${purpose}: take the purpose out, or make it audit`,
      ]);
    }
    for (const purpose of ['', '\n    purpose: audit'])
      expect(parseSettings(given(`    vendor: 3commas${purpose}`), 'a').keys['main']?.vendor).toBe('3commas');
  });

  it.each([
    ['[alice, bob, alice]', 'keys.main.holders.2: the holder alice stands there twice'],
    ["[alice, ' ']", 'keys.main.holders.1: a holder without a name'],
    ['[3Commas]', 'keys.main.holders.0: the holder 3Commas is the vendor of this key: name here the people and hosts'],
  ])('has no holders that make no sense: %s', (holders, says) => {
    expect(linesOf(given(`    vendor: 3commas\n    holders: ${holders}`))).toEqual([expect.stringContaining(says)]);
  });
});

describe('the place of a key', () => {
  const PLACE = '{ dotenv: { file: .env } }';
  const PLACES = 'env, dotenv, age, systemd, keyring, command, vault, aws, gcp';
  const WAYS = 'tokenFile, tokenVariable, appRole, jwt, kubernetes';
  const openBao = (auth: string) => `{ vault: { address: 'https://vault.example', path: a/b, auth: ${auth} } }`;

  it.each([
    ['{ vaultt: {} }', `5:13: keys.main.from: there is no such place "vaultt"; did you mean vault? There is ${PLACES}`],
    ['{ hsm: {} }', `5:13: keys.main.from: there is no such place "hsm"; there is ${PLACES}`],
    ['{ aws: { nam: a } }', '5:20: keys.main.from.aws.nam: there is no such setting; did you mean name?'],
    ['{ aws: {} }', '5:18: keys.main.from.aws.name: is missing: text is to stand here'],
    ['{ aws: { name: 5 } }', '5:26: keys.main.from.aws.name: is to be text, not a number'],
    [
      '{ aws: { name: { key: a, secrt: b } } }',
      '5:36: keys.main.from.aws.name.secrt: there is no such setting; did you mean secret?',
    ],
    ['{ aws: { name: a, everySeconds: 1 } }', '5:43: keys.main.from.aws.everySeconds: is to be at least 5'],
    ['{ env: {}, age: {} }', '5:11: keys.main.from: give one place, not env and age'],
    ['{ env: {}, age: {}, gcp: {} }', '5:11: keys.main.from: give one place, not env, age and gcp'],
    ['{ env: {}, aws: { nam: a } }', '5:11: keys.main.from: give one place, not env and aws'],
    ['{}', `5:11: keys.main.from: give one place: ${PLACES}`],
    ['vault', `5:11: keys.main.from: is to be a map with one place: ${PLACES}`],
    ['{ env: }', '5:18: keys.main.from.env: is missing: a map of settings is to stand here'],
    ['{ dotenv: { file: "" } }', '5:29: keys.main.from.dotenv.file: is empty'],
    [
      openBao('{ jtw: {} }'),
      `5:75: keys.main.from.vault.auth: there is no such way to log in "jtw"; did you mean jwt? There is ${WAYS}`,
    ],
    [
      openBao('{ appRole: {}, tokenFile: a }'),
      '5:73: keys.main.from.vault.auth: give one way to log in, not appRole and tokenFile',
    ],
  ])('%s is refused, and what is meant is told', (place, message) => {
    expect(linesOf(GOOD.replace(PLACE, place))).toEqual([`keyward.yaml:${message}`]);
  });

  it('has every fault of the way to log in', () => {
    expect(linesOf(GOOD.replace(PLACE, openBao('{ jwt: { rol: a } }')))).toEqual([
      'keyward.yaml:5:80: keys.main.from.vault.auth.jwt.file: is missing: text is to stand here',
      'keyward.yaml:5:82: keys.main.from.vault.auth.jwt.rol: there is no such setting; did you mean role?',
    ]);
  });

  it.each([
    [
      '{ passphrse: {} }',
      '14:20: vault.unlock: there is no such place "passphrse"; did you mean passphrase? There is passphrase, env, dotenv, systemd, keyring, command, vault, aws, gcp',
    ],
    ['{ aws: { nam: a } }', '14:27: vault.unlock.aws.nam: there is no such setting; did you mean name?'],
    ['{ passphrase: {}, env: {} }', '14:18: vault.unlock: give one place, not passphrase and env'],
    ['{ age: {} }', '14:18: vault.unlock: the vault cannot hold the identity that opens it'],
    ['{ passphrase: { fil: a } }', '14:34: vault.unlock.passphrase.fil: there is no such setting; did you mean file?'],
  ])('of its vault, %s, is refused in the same words', (unlock, message) => {
    expect(linesOf(`${GOOD}vault: { unlock: ${unlock} }\n`)).toEqual([`keyward.yaml:${message}`]);
  });

  it.each([
    ['rotation: { tradeDays: 0 }', 'rotation.tradeDays: is to be at least 1'],
    ['rotation: { tradeDays: 4000 }', 'rotation.tradeDays: is to be at most 3650'],
    ['rotation: { tradeDays: 1.5 }', 'rotation.tradeDays: is to be a whole number, not 1.5'],
    ['audit: { everyHours: 0 }', 'audit.everyHours: is to be at least 0.001'],
    ['practice: { seed: "" }', 'practice.seed: is empty'],
    ['network: { addressServices: { ipv4: [a, b, c, d, e] } }', 'addressServices.ipv4: is to have at most 4 entries'],
  ])('and numbers beside it, as in %j, are told in plain words', (line, message) => {
    expect(linesOf(`${GOOD}${line}\n`).join('\n')).toContain(message);
  });

  it('and its other words are told with those that there are', () => {
    const text = GOOD.replace('exchange: binance', 'exchange: binance\n    environment: tesnet');
    expect(linesOf(text)).toEqual([
      'keyward.yaml:5:18: keys.main.environment: is to be one of live, testnet, demo, practice; did you mean testnet?',
    ]);
  });
});

describe('a settings file', () => {
  it('that is named must be there: never a fall-back to practice', () => {
    expect(() => findSettings('missing.yaml', folder, folder)).toThrowError(
      expect.objectContaining({ code: 'config-missing' }),
    );
  });

  it("is looked for in the current folder, then in the user's", () => {
    const [here, user, none] = ['here', 'user', 'none'].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [here, user, none]) mkdirSync(path);
    writeFileSync(join(user, 'keyward.yaml'), GOOD);
    expect(findSettings(undefined, here, user)).toBe(join(user, 'keyward.yaml'));
    writeFileSync(join(here, 'keyward.yaml'), GOOD);
    expect(findSettings(undefined, here, user)).toBe(join(here, 'keyward.yaml'));
    expect(findSettings(undefined, none, none)).toBeUndefined();
    expect(findSettings('../user/keyward.yaml', here, none)).toBe(join(user, 'keyward.yaml'));
  });

  it('that cannot be read is an error that names it', () => {
    const folderFault = { code: 'file-failed', message: `${folder} is a folder, not a file` };
    expect(() => checkSettingsFile(folder)).toThrowError(expect.objectContaining(folderFault));
    expect(() => checkSettingsFile(join(folder, 'gone.yaml'))).toThrowError(/gone\.yaml cannot be read \(ENOENT\)/);
  });
});

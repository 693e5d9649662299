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
      'keyward.yaml:5:11: keys.main.from',
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

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined } from '../credential.ts';
import { fill } from '../fill.contract.ts';
import { Judge } from '../judge.ts';
import { formsOf, harmlessOf, readCases, readShapes } from './cases.contract.ts';
import { exchangeRules } from './exchange-rules.ts';
import { rules } from './index.ts';
import { serviceRules } from './service-rules.ts';

const judge = new Judge(rules);
const shapes = readShapes();
const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const inTables = new Set([...exchangeRules, ...serviceRules].map(({ words }) => words.id));
const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const exchanges = rules.filter(
  ({ id, title, joins }) => joins?.[1] === 'secret' && title.endsWith(' credential') && id in shapes,
);

const judged = (text: string, path: string) => joined(judge.judge(Buffer.from(text), path));

/** The ids of the values of a case that were not found, each at least in four fifths of it. */
function missed(path: string, template: string, provider: string, seed: string): string[] {
  const { text, values } = fill(template, { seed, provider, shapes });
  const parts = judged(text, path).flatMap((one) => one.parts);
  return values
    .filter(
      ({ spans }) =>
        !spans.some(({ start, end }) =>
          parts.some(
            (one) => Math.min(end, one.start + one.length) - Math.max(start, one.start) >= 0.8 * (end - start),
          ),
        ),
    )
    .map(({ id }) => id);
}

describe('the rules', () => {
  it('are each called once', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(70);
  });

  it('have a folder with their cases each, where a table holds them', () => {
    expect(folders).toEqual(expect.arrayContaining([...inTables]));
    expect(inTables.size).toBeGreaterThan(50);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s: says where each shape was read, and bounds it',
    (_id, rule) => {
      for (const shape of [...rule.shapes, ...(rule.patterns ?? [])]) {
        expect(shape.source.length).toBeGreaterThan(8);
        expect(shape.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }
      for (const { length } of rule.shapes) {
        expect(length[0]).toBeGreaterThanOrEqual(8);
        expect(length[1]).toBeLessThanOrEqual(1_200);
      }
      for (const { pattern } of rule.patterns ?? []) {
        const repeats = pattern.source.replace(/\\.|\[(?:\\.|[^\]])*\]|\(\?(?:[=!:]|<[=!])/g, '');
        expect(repeats).not.toMatch(/[+*]|\{\d+,\}/);
      }
    },
  );
});

describe.each(folders)('the cases of %s', (folder) => {
  it('are those of a rule that is in a table, or stands beside them', () => {
    const files = readdirSync(join(import.meta.dirname, folder));
    expect(files).toEqual(expect.arrayContaining(['ng.txt', 'ok.txt']));
    expect(files.includes('rule.ts')).toBe(!inTables.has(folder));
  });

  it('are all found', () => {
    for (const { path, template, expects } of readCases(join(import.meta.dirname, folder, 'ng.txt'))) {
      expect(expects.length).toBeGreaterThan(0);
      for (const seed of SEEDS)
        expect([folder, path, seed, missed(path, template, folder, seed)]).toEqual([folder, path, seed, []]);
    }
  });

  it('are not found where there is nothing', () => {
    for (const { path, template } of readCases(join(import.meta.dirname, folder, 'ok.txt')))
      for (const seed of SEEDS) {
        const { text } = fill(template, { seed, provider: folder, shapes });
        const found = judged(text, path).map(({ rule, parts }) => [rule.id, parts.map(({ name }) => name)]);
        expect([path, seed, found]).toEqual([path, seed, []]);
      }
  });
});

const mostLost: Readonly<Record<string, number>> = { deribit: 0.08, whitebit: 0.05 };

describe('an exchange key in the forms that people write', () => {
  it.each(exchanges.map(({ id, joins }) => [id, joins?.includes('passphrase') === true && id !== 'coinbase'] as const))(
    'is found and joined: %s',
    (id, hasPassphrase) => {
      const provider = id === 'coinbase' ? 'coinbase-exchange' : id;
      const lost: string[] = [];
      const forms = formsOf(id, hasPassphrase);
      for (const { path, template } of forms) {
        const { text, values } = fill(template, { seed: `form ${path}`, provider, shapes });
        const whole = judged(text, path).some(
          ({ rule, parts }) =>
            rule.id === id &&
            values.every(({ spans }) =>
              parts.some((one) => spans.some((span) => one.start < span.end && span.start < one.start + one.length)),
            ),
        );
        if (!whole) lost.push(path);
      }
      // Two rows of 32 digits of hex, as WhiteBIT's are, are two hashes where nothing speaks of keys. The id of Deribit is of eight characters: no
      // look tells it from a word.
      expect([id, lost.length <= forms.length * (mostLost[id] ?? 0.03), lost]).toEqual([id, true, lost]);
      expect(forms.length).toBeGreaterThan(560);
    },
  );
});

describe('what is no secret', () => {
  it.each(exchanges.map(({ id }) => id))('is not found beside the name of an exchange: %s', (id) => {
    for (const { path, template } of harmlessOf(id)) {
      const { text } = fill(template, { seed: `harmless ${path}`, provider: id, shapes });
      expect([path, judged(text, path).map(({ rule, parts }) => [rule.id, parts.map(({ name }) => name)])]).toEqual([
        path,
        [],
      ]);
    }
  });

  it('is never found in random text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 2_000 }), (text) => {
        expect(judge.judge(Buffer.from(text), 'notes.txt')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('is never found in words, however they are joined', () => {
    const word = fc.constantFrom(
      'api',
      'key',
      'secret',
      'binance',
      'kraken',
      'exchange',
      'order',
      '=',
      ':',
      ' ',
      '"',
      '(',
      ',',
      '\n',
      '_',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        expect(judge.judge(Buffer.from(words.join('')), 'bot.py')).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a hostile text', () => {
  const LENGTH = 300_000;
  it.each([
    ['one run', 'a1'],
    ['runs without an end', 'key="abcdefgh12345678'],
    ['blanks', ' '],
    ['names without values', 'api_key = '],
    ['brackets', 'f(['],
    ['commas', 'secret,'],
    ['percent signs', '%41%42abcdefgh12345678'],
    ['escapes', '\\/abcdefgh12345678'],
    ['beginnings of keys', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw'],
    ['beginnings of addresses', 'postgres://a:b1'],
    ['passwords', 'password: "'],
    ['words of the list', 'abandon '],
    ['numbers', '12,'],
    ['separators of tables', 'api_key|'],
    ['colours', '\u001b[31m1234567890123456m'],
  ])('is judged in bounded time: %s', (_title, piece) => {
    const bytes = Buffer.from(`binance okx kucoin\n${piece.repeat(Math.ceil(LENGTH / piece.length))}`);
    const before = process.cpuUsage();
    judge.judge(bytes, 'hostile.json');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(6);
  });
});

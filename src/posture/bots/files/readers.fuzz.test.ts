import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../find/command.ts';
import { importsOf } from '../find/imports.ts';
import { portsIn } from '../settings/listeners.ts';
import { baseImageOf, servicesOf } from './compose-file.ts';
import { readEnv } from './env-part.ts';
import { Interpolated } from './interpolated.ts';
import { readJson } from './json-part.ts';
import { entriesOf, isUnreadable, itemsOf, type Part } from './part.ts';
import { readUnit, wordsOf } from './unit-file.ts';
import { readYaml } from './yaml-part.ts';

const words = {
  json: [
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '//',
    '/*',
    '*/',
    '\\',
    '\n',
    'true',
    '-1e9',
    'NaN',
    '\\u00',
    '\t',
    ' ',
    'é',
  ],
  yaml: [
    'services',
    ':',
    ' ',
    '\n',
    '  ',
    '- ',
    '&a',
    '*a',
    '<<',
    '!reset',
    '!!binary',
    '|',
    '>',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '#',
    '---',
    '%YAML',
    '? ',
    '\t',
    '@',
  ],
  env: ['export ', 'A', '=', '"', "'", '#', '\\', '\n', '\r', '${A}', ' ', '\0'],
  unit: [
    '[Service]',
    '[',
    'ExecStart',
    '=',
    '\n',
    '\\\n',
    'docker',
    ' ',
    'compose',
    '-f',
    '-',
    "'",
    '"',
    '\\',
    '%h',
    '$A',
    ';',
    '#',
    'Environment',
    'A=b',
  ],
  code: ['import ', 'from ', 'ccxt', '"""', "'''", '(', '`', '/*', '//', 'require', "'", '"', '\n', ' ', '.', ','],
  compose: ['$', '{', '}', ':-', ':?', '+', 'A', '$$', '8080', ':', '[', ']', '::', '127.0.0.1', '-', '/tcp'],
};
const text = (kind: keyof typeof words) =>
  fc.string({ unit: fc.oneof(fc.constantFrom(...words[kind]), fc.string({ maxLength: 2 })), maxLength: 80 });
const variables = readEnv('A=${A}\nB=$A$B\n');

const readers: readonly (readonly [string, keyof typeof words, (text: string) => unknown])[] = [
  ['JSON', 'json', readJson],
  ['YAML', 'yaml', readYaml],
  ['variables', 'env', readEnv],
  ['units', 'unit', (one) => readUnit([{ file: 'a', text: one }], '/home').commands.map(commandOf)],
  ['command lines', 'unit', (one) => commandOf(wordsOf(one))],
  ['lists of words', 'unit', (one) => commandOf(one.split(' '))],
  ['Python', 'code', (one) => importsOf(one, 'python')],
  ['JavaScript', 'code', (one) => importsOf(one, 'node')],
  ['Dockerfiles', 'code', baseImageOf],
  ['texts of compose files', 'compose', (one) => new Interpolated(one, variables)],
  ['sockets', 'unit', portsIn],
  [
    'compose files',
    'yaml',
    (one) => {
      const read = readYaml(`services:\n  a:\n    ports: [${one}]\n    ${one}\n`);
      return isUnreadable(read) ? read : servicesOf(read, variables);
    },
  ],
];

describe('whatever stands there is read without a fault', () => {
  it.each(readers)('as %s', (_name, kind, read) => {
    fc.assert(
      fc.property(text(kind), (one) => {
        read(one);
      }),
      { numRuns: 1_500 },
    );
  });
});

const bomb = `a0: &a0 [${'x,'.repeat(9)}x]\n${Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}*a${at}]\n`).join('')}`;
const hostile: readonly (readonly [string, string])[] = [
  ['brackets without end', '['.repeat(200_000)],
  ['objects without end', '{"a":'.repeat(50_000)],
  ['nested YAML', Array.from({ length: 2_000 }, (_, at) => `${' '.repeat(at % 400)}a:\n`).join('')],
  ['aliases of aliases', bomb],
  ['an alias of itself', 'a: &a\n  b: *a\n'],
  ['a merge of itself', 'a: &a\n  <<: *a\n'],
  ['quotes', '"'.repeat(200_000)],
  ['backslashes', '\\'.repeat(200_000)],
  ['variables in variables', '${A:-'.repeat(20_000)],
  ['dollars', '$'.repeat(200_000)],
  ['blanks', ' '.repeat(200_000)],
  ['lines', '\n'.repeat(200_000)],
  ['lines that go on', 'ExecStart=a \\\n'.repeat(20_000)],
  ['imports', 'import a, '.repeat(20_000)],
  ['texts in three quotes', '"""a'.repeat(50_000)],
  ['comments', '/*'.repeat(100_000)],
  ['dashes', '- '.repeat(50_000)],
  ['questions', '? '.repeat(30_000)],
  ['dashes in a document', '- '.repeat(30_000)],
  ['brackets in a document', '['.repeat(60_000)],
  ['quotes in a document', '"'.repeat(60_000)],
  ['keys in a document', 'a: '.repeat(20_000)],
  ['anchors in a document', '&a '.repeat(20_000)],
  ['tags in a document', '!a '.repeat(20_000)],
  ['colons in a document', ':'.repeat(60_000)],
  ['FROM', 'FROM '.repeat(40_000)],
  ['options of FROM', `FROM ${'--a '.repeat(40_000)}`],
  ['digits', '1'.repeat(200_000)],
  ['a name without end', `${'a'.repeat(200_000)}=`],
  ['NUL', '\0'.repeat(200_000)],
];

describe('what is made to keep a reader busy ends', () => {
  it.each(hostile)('%s', (_name, one) => {
    for (const [name, , read] of readers) {
      const beganMs = performance.now();
      read(one);
      expect([name, performance.now() - beganMs < 2_000]).toEqual([name, true]);
    }
  });

  it('and makes no more parts than were allowed', () => {
    for (const [, one] of hostile)
      for (const read of [readJson(one), readYaml(one)])
        expect(isUnreadable(read) ? 0 : partsOf(read)).toBeLessThan(20_001);
  });
});

describe('a text that was cut is no settings', () => {
  it('in JSON, wherever it was cut', () => {
    const whole = JSON.stringify({ a: { b: ['c', 1, true, null], d: '\\"}' }, e: {} }, null, 1);
    for (let at = 0; at < whole.length; at += 1) expect(isUnreadable(readJson(whole.slice(0, at)))).toBe(true);
    expect(isUnreadable(readJson(whole))).toBe(false);
  });

  it('and what was read is what stands there', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (one) => {
        const read = readJson(one);
        expect(isUnreadable(read) ? read : plainOf(read)).toEqual(
          JSON.parse(one, (_, value) => (value === 0 ? 0 : value)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

const partsOf = (part: Part): number =>
  1 + [...(entriesOf(part)?.values() ?? []), ...itemsOf(part)].reduce((sum, one) => sum + partsOf(one), 0);

function plainOf(part: Part): unknown {
  const entries = entriesOf(part);
  if (entries !== undefined) return Object.fromEntries([...entries].map(([name, one]) => [name, plainOf(one)]));
  if (Array.isArray(part.value)) return itemsOf(part).map(plainOf);
  return part.value === 0 ? 0 : part.value;
}

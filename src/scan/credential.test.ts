import { describe, expect, it } from 'vitest';
import { joined } from './credential.ts';
import type { Find } from './find.ts';
import { rules } from './rules/index.ts';
import type { Part } from './shape.ts';

const okx = rules.find(({ id }) => id === 'okx')!;

/** Parts in a row, each `part value`. */
function inARow(...all: readonly string[]): readonly Find[] {
  return all.map((one, at) => {
    const [part, text] = one.split(' ') as [Part, string];
    return { rule: okx, found: { part, by: 'name', text, start: at * 50, length: text.length, name: part } };
  });
}

const valuesOf = (finds: readonly Find[]): string[] =>
  joined(finds).map(({ parts }) => parts.map(({ text }) => text).join(' '));

describe('keys that share one passphrase', () => {
  it.each([
    ['behind each', ['key a', 'secret b', 'passphrase p', 'key c', 'secret d', 'passphrase p'], ['a b p', 'c d p']],
    ['before each', ['passphrase p', 'key a', 'secret b', 'passphrase p', 'key c', 'secret d'], ['p a b', 'p c d']],
    ['between', ['key a', 'passphrase p', 'secret b', 'key c', 'passphrase p', 'secret d'], ['a p b', 'c p d']],
  ])('have it each where it stands %s', (_title, row, credentials) => {
    expect(valuesOf(inARow(...row))).toEqual(credentials);
  });

  it('are still told apart by their own', () => {
    const row = inARow('key a', 'secret b', 'passphrase p', 'key c', 'secret d', 'passphrase q');
    expect(valuesOf(row)).toEqual(['a b p', 'c d q']);
  });
});

describe('a credential that stands there twice', () => {
  it('is one, and gives its passphrase to no other', () => {
    const once = ['key a', 'secret b', 'passphrase p'];
    expect(valuesOf(inARow(...once, ...once))).toEqual(['a b p']);
    expect(valuesOf(inARow(...once, 'key c', 'secret d', ...once))).toEqual(['a b p', 'c d']);
    expect(valuesOf(inARow(...once, ...once, 'key c', 'secret d'))).toEqual(['a b p', 'c d']);
  });
});

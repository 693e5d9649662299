import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BaselineEntry, BaselineIds, isDay, readBaseline, writeBaseline } from './baseline.ts';
import type { FoundCredential } from './credential.ts';
import { rules } from './rules/index.ts';
import type { Part } from './shape.ts';

const key = Buffer.alloc(32, 7);
const entry = (more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  id: '0123456789abcdef',
  rule: 'binance',
  path: 'a.env',
  reason: 'a key of the test network',
  owner: 'ann',
  until: '2027-05-01',
  ...more,
});

const credential = (...parts: readonly (readonly [Part, string])[]): FoundCredential => ({
  rule: rules.find(({ id }) => id === 'binance')!,
  parts: parts.map(([part, text], at) => ({ part, text, by: 'name', start: at, length: text.length, name: '' })),
  missing: [],
});

describe('a baseline', () => {
  it('is read as it was written, whatever its texts hold', () => {
    const text = fc.string({ minLength: 1 }).filter((one) => one.trim() !== '');
    fc.assert(
      fc.property(fc.array(fc.record({ path: text, reason: text, owner: text }), { maxLength: 5 }), (all) => {
        const entries = all.map((one, at) => entry({ ...one, id: at.toString(16).padStart(16, '0') }));
        const read = readBaseline(writeBaseline({ key, entries }), 'b');
        expect(read.key).toEqual(key);
        expect(read.entries).toEqual(entries);
      }),
    );
  });

  it('is the same bytes in whatever order it is given', () => {
    const [a, b] = [entry(), entry({ id: 'f'.repeat(16) })];
    expect(writeBaseline({ key, entries: [b, a, a] })).toBe(writeBaseline({ key, entries: [a, b] }));
  });

  it('takes of an entry that both sides of a merge have the one that ends later', () => {
    const text = `${writeBaseline({ key, entries: [entry()] })}${JSON.stringify(entry({ until: '2027-06-01' }))}\r\n`;
    expect(readBaseline(text, 'b').entries.map(({ until }) => until)).toEqual(['2027-06-01']);
  });

  it.each([
    ['', 1, 'the beginning'],
    ['{}', 1, 'the beginning'],
    ['{"keyward":"scan-baseline","version":1,"salt":"00"}', 1, 'no salt'],
    [`${writeBaseline({ key, entries: [] })}[]`, 2, 'no JSON object'],
    [`${writeBaseline({ key, entries: [entry({ reason: ' ' })] })}`, 2, 'no reason'],
    [`${writeBaseline({ key, entries: [entry({ owner: '' })] })}`, 2, 'no owner'],
    [`${writeBaseline({ key, entries: [entry({ until: '2027-02-30' })] })}`, 2, 'no day'],
    [`${writeBaseline({ key, entries: [entry({ id: 'x' })] })}`, 2, 'no id'],
  ])('that begins %j names its line %i', (text, line, says) => {
    expect(() => readBaseline(text, 'b')).toThrow(new RegExp(`^b:${line} .*${says}`));
  });
});

describe('the ids of a baseline', () => {
  const ids = new BaselineIds(key);

  it('are of the secret under the key, not of the key id beside it', () => {
    const id = ids.of(credential(['key', 'one'], ['secret', 'two']));
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(ids.of(credential(['key', 'other'], ['secret', 'two']))).toBe(id);
    expect(ids.of(credential(['secret', 'three']))).not.toBe(id);
    expect(new BaselineIds(Buffer.alloc(32, 8)).of(credential(['secret', 'two']))).not.toBe(id);
  });

  it('of what people choose are made slowly, the same each time', () => {
    const id = ids.of(credential(['password', 'hunter2']));
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(new BaselineIds(key).of(credential(['password', 'hunter2']))).toBe(id);
    expect(id).not.toBe(ids.of(credential(['secret', 'hunter2'])));
  });
});

it.each([
  ['2027-05-01', true],
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2027-5-1', false],
  ['tomorrow', false],
])('%s is a day: %s', (text, isOne) => {
  expect(isDay(text)).toBe(isOne);
});

describe('the id of a credential', () => {
  const ids = new BaselineIds(key);
  const [one, two] = ['a'.repeat(32), 'b'.repeat(32)];

  it('is of its secret, wherever its passphrase stands: many keys have the same one', () => {
    const first = ids.of(credential(['key', 'k1'], ['passphrase', 'same'], ['secret', one]));
    const second = ids.of(credential(['key', 'k2'], ['passphrase', 'same'], ['secret', two]));
    expect(first).not.toBe(second);
    expect(ids.of(credential(['secret', one]))).toBe(first);
  });

  it('is of the key too where nothing else was found but what somebody chose', () => {
    const of = (key: string): string => ids.of(credential(['passphrase', 'same'], ['key', key]));
    expect(of('k1')).not.toBe(of('k2'));
    expect(ids.of(credential(['passphrase', 'same']))).not.toBe(of('k1'));
  });
});

describe('what is no baseline', () => {
  it('is refused as such, and never ends in anything else', () => {
    const head = JSON.stringify({ keyward: 'scan-baseline', version: 1, salt: key.toString('hex') });
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .dictionary(fc.constantFrom('id', 'rule', 'path', 'reason', 'owner', 'until', '__proto__'), fc.jsonValue())
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(line), (isBegun, lines) => {
        try {
          readBaseline([...(isBegun ? [head] : []), ...lines].join('\n'), 'b');
        } catch (error) {
          expect(error).toMatchObject({ code: 'usage' });
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeywardError } from '../core/index.ts';
import {
  jsonMembers,
  jsonNames,
  jsonSpan,
  jsonValue,
  withoutJsonMember,
  writeJsonMembers,
  writeJsonValues,
} from './json-bytes.ts';

const texts = (members: Map<string, Buffer>): Record<string, string> =>
  Object.assign(Object.create(null), Object.fromEntries([...members].map(([name, value]) => [name, value.toString()])));

const wellFormed = fc.string({ unit: 'grapheme', maxLength: 12 });
const value = fc.oneof(wellFormed, fc.constantFrom('"', '\\', '\n', '\u0000', '\u{1f600}', '-----BEGIN A-----\n\n'));
const document = fc.dictionary(wellFormed, fc.oneof(value, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 8 });
const indent = fc.constantFrom(0, 2, '\t');

/** JSON as other writers put it: every character as an escape. */
function escaped(json: string): string {
  return json.replaceAll(/[^\t\n\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isWellFormed(input: unknown): boolean {
  return !/[\ud800-\udfff]/u.test(JSON.stringify(input)) && !/\\ud[89a-f]/i.test(JSON.stringify(input));
}

describe('members of a JSON object', () => {
  it('are those that JSON.parse finds, where they are text', () => {
    fc.assert(
      fc.property(document.filter(isWellFormed), indent, fc.boolean(), (input, space, isAscii) => {
        const plain = JSON.stringify(input, null, space);
        const json = isAscii ? escaped(plain) : plain;
        const expected = Object.entries(JSON.parse(json)).filter(([, member]) => typeof member === 'string');
        expect(texts(jsonMembers(Buffer.from(json), [], 'it'))).toEqual(
          Object.assign(Object.create(null), Object.fromEntries(expected)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('of an object inside are found by its path', () => {
    const json = Buffer.from('{"a": "x", "b": {"a": "y", "c": {"a": "z"}}, "d": [{"a": "no"}]}');
    expect(texts(jsonMembers(json, ['b'], 'it')).a).toBe('y');
    expect(texts(jsonMembers(json, ['b', 'c'], 'it')).a).toBe('z');
    expect(jsonMembers(json, ['none'], 'it').size).toBe(0);
    expect(jsonMembers(json, ['d'], 'it').size).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['text behind', '{} x'],
    ['a comma too many', '{"a": "b",}'],
    ['a name twice', '{"a": "b", "a": "c"}'],
    ['a name twice in two spellings', '{"a": "b", "\\u0061": "c"}'],
    ['an escape that there is not', '{"a": "\\x"}'],
    ['such an escape in a list', '{"a": ["\\x"]}'],
    ['half a character', '{"a": "\\ud800"}'],
    ['a line break in a text', '{"a": "\n"}'],
    ['a word that is none', '{"a": True}'],
    ['a number with a zero before it', '{"a": 01}'],
    ['a text that does not end', '{"a": "b'],
    ['an escape at the end', '{"a": "\\'],
    ['fifty lists in each other', `{"a": ${'['.repeat(50)}${']'.repeat(50)}}`],
    ['what is not UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
  ])('are refused of %s', (_title, json) => {
    expect(() => jsonMembers(Buffer.from(json as string), [], 'it')).toThrowError(
      expect.objectContaining({ code: 'credential-invalid' }),
    );
  });

  it('that stand there twice are named where they are plain words', () => {
    expect(() => jsonMembers(Buffer.from('{"api_key": "", "api_key": ""}'), [], 'it')).toThrowError(
      'it names api_key twice',
    );
    const secret = '{"a1b2c3d4": "", "a1b2c3d4": ""}';
    expect(() => jsonMembers(Buffer.from(secret), [], 'it')).toThrowError('it names a member twice');
  });

  it('come from JSON alone, and from anything else only a KeywardError', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      'u',
      '00',
      'a',
      '1',
      '-',
      'e',
      'true',
      'null',
      ' ',
      '\n',
      '\\u00',
      'é',
      '\u0001',
    );
    const rough = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((parts) => Buffer.from(parts.join(''))),
      fc.array(piece, { maxLength: 8 }).map((parts) => Buffer.from(`{"a":${parts.join('')}}`)),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(rough, (bytes) => {
        let isRead = true;
        try {
          jsonMembers(bytes, [], 'it');
        } catch (error) {
          if (!(error instanceof KeywardError)) throw error;
          isRead = false;
        }
        if (isRead) expect(typeof JSON.parse(bytes.toString('utf8'))).toBe('object');
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a member written into a JSON object', () => {
  it('is read again, and every other byte stays', () => {
    const other = fc.dictionary(wellFormed, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 }).filter(isWellFormed);
    fc.assert(
      fc.property(
        other,
        fc.string(),
        value,
        value.filter(isWellFormed),
        indent,
        (input, name, before, after, space) => {
          fc.pre(isWellFormed(name) && isWellFormed(before) && !Object.hasOwn(input, name) && name !== '__proto__');
          const marked = JSON.stringify({ ...input, [name]: '@@' }, null, space);
          const at = JSON.stringify(name);
          const text = marked.replace(`${at}:${space === 0 ? '' : ' '}"@@"`, () => `${at}: ${JSON.stringify(before)}`);
          const written = writeJsonMembers(Buffer.from(text), new Map([[name, Buffer.from(after)]]), 'it').toString();
          expect(JSON.parse(written)[name]).toBe(after);
          const [head = '', tail = ''] = text.split(`${at}: ${JSON.stringify(before)}`);
          expect(written.startsWith(head) && written.endsWith(tail)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['{}', '{"a": "b"}'],
    [' { } ', ' { "a": "b"} '],
    ['{"x": {"a": "no"}}', '{"x": {"a": "no"}, "a": "b"}'],
    ['{"a": 12.50, "z": [1, 2]}', '{"a": "b", "z": [1, 2]}'],
    ['{"a" : null}\n', '{"a" : "b"}\n'],
    ['{"\\u0061": {"deep": [1]}}', '{"\\u0061": "b"}'],
  ])('makes %s to %s', (before, after) => {
    expect(writeJsonMembers(Buffer.from(before), new Map([['a', Buffer.from('b')]]), 'it').toString()).toBe(after);
  });

  it('stands with others, in the order of the text', () => {
    const changes = new Map(['c', 'a', 'n'].map((name) => [name, Buffer.from(`new ${name}`)]));
    const written = writeJsonMembers(Buffer.from('{"a": "1", "b": "2", "c": "3"}'), changes, 'it');
    expect(written.toString()).toBe('{"a": "new a", "b": "2", "c": "new c", "n": "new n"}');
  });
});

describe('a member as it stands', () => {
  const text = Buffer.from('{"a": {"x" : [1.50]}, "b\\n": "t" ,"c": null}');

  it('is found by name, whatever its kind', () => {
    expect(jsonNames(text, 'it')).toEqual(['a', 'b\n', 'c']);
    expect(['a', 'b\n', 'c', 'd'].map((name) => jsonValue(text, name, 'it')?.toString())).toEqual([
      '{"x" : [1.50]}',
      '"t"',
      'null',
      undefined,
    ]);
  });

  it('is seen as it is spelt, at any depth', () => {
    expect(jsonSpan(text, ['a', 'x'], 'it')?.toString()).toBe('[1.50]');
    expect(jsonSpan(text, ['b\n'], 'it')?.toString()).toBe('t');
    expect(jsonSpan(text, ['a', 'y'], 'it')).toBeUndefined();
  });

  it('is replaced by other JSON', () => {
    const written = writeJsonValues(text, new Map([['a', Buffer.from('[]')]]), 'it').toString();
    expect(written).toBe('{"a": [], "b\\n": "t" ,"c": null}');
  });

  it.each([
    ['a', '{"b\\n": "t" ,"c": null}'],
    ['b\n', '{"a": {"x" : [1.50]}, "c": null}'],
    ['c', '{"a": {"x" : [1.50]}, "b\\n": "t"}'],
    ['d', text.toString()],
  ])('is taken out by the name %j', (name, rest) => {
    expect(withoutJsonMember(text, name, 'it').toString()).toBe(rest);
  });

  it('is taken out of any object, and what is left is JSON with the rest', () => {
    const object = fc.dictionary(wellFormed, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(object.filter(isWellFormed), fc.nat(), indent, (input, pick, space) => {
        const json = JSON.stringify(input, null, space);
        const names = Object.keys(JSON.parse(json));
        const name = names[pick % names.length]!;
        const rest = JSON.parse(withoutJsonMember(Buffer.from(json), name, 'it').toString());
        const expected = JSON.parse(json);
        delete expected[name];
        expect(rest).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonFault, isRefusal, parseJson, writeJson } from '../core/index.ts';
import type { Body } from '../exchanges/index.ts';
import { findDuplicate, readBody, readPairs } from './params.ts';

const codeOf = (value: unknown): unknown => (isRefusal(value) ? value.code : value);
const form = 'application/x-www-form-urlencoded';

describe('parameters', () => {
  it.each([
    ['', []],
    [
      'a=1&b=',
      [
        ['a', '1'],
        ['b', ''],
      ],
    ],
    ['a', [['a', '']]],
    ['&&a=1&', [['a', '1']]],
    ['a=b=c', [['a', 'b=c']]],
    ['a=1+2%2B3', [['a', '1 2+3']]],
    ['a=%e2%82%ac', [['a', '€']]],
    ['a=1;b=2', [['a', '1;b=2']]],
    ['sym%62ol=x', [['symbol', 'x']]],
  ])('are decoded once: %s', (raw, expected) => {
    expect(readPairs(raw)).toEqual(expected);
  });

  it.each([
    'a=%',
    'a=%zz',
    'a=%ff',
    'a=%c0%80',
    'a=%ed%a0%80',
    '=1',
    '%20=1',
    'a%00=1',
    'a=%00',
    'a=%0d%0a',
    'a=%7f',
    'é=1',
    `${'a'.repeat(101)}=1`,
  ])('that are not validly encoded are refused: %s', (raw) => {
    expect(codeOf(readPairs(raw))).toBe('http-parameter');
  });

  it('never throw, and are what URLSearchParams reads when they are accepted', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '=',
      '&',
      '%',
      '%20',
      '+',
      '%2',
      '%e2%82%ac',
      '%ff',
      ';',
      '%00',
      '€',
      '%26',
      '%3d',
      '\u0001',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join('')),
        ),
        (raw) => {
          const pairs = readPairs(raw);
          if (isRefusal(pairs)) return;
          expect(pairs).toEqual([...new URLSearchParams(raw.replace(/^\?/, '%3F'))]);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('round-trip', () => {
    const name = fc.stringMatching(/^[\x21-\x7e]{1,20}$/);
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !/[\u0000-\u001f\u007f]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const raw = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
        expect(readPairs(raw)).toEqual(pairs);
        expect(readPairs(new URLSearchParams(pairs).toString())).toEqual(pairs);
      }),
    );
  });
});

describe('a body', () => {
  it.each<[string, string | Uint8Array, string | undefined, unknown]>([
    ['nothing at all', '', undefined, { text: '', body: { kind: 'none' } }],
    ['a form', 'a=1', form, { text: 'a=1', body: { kind: 'form', params: [['a', '1']] } }],
    [
      'a form with a charset',
      'a=1',
      `${form}; charset=utf-8`,
      { text: 'a=1', body: { kind: 'form', params: [['a', '1']] } },
    ],
    ['no content type', 'a=1', undefined, 'http-body'],
    ['another content type', 'a=1', 'text/plain', 'http-body'],
    ['a multipart form', 'a=1', 'multipart/form-data; boundary=x', 'http-body'],
    ['what is not UTF-8', Uint8Array.of(0x61, 0x3d, 0xff), form, 'http-body'],
    ['a form with a byte order mark', '\uFEFFa=1', form, 'http-parameter'],
    ['JSON with a byte order mark', '\uFEFF{}', 'application/json', 'http-body'],
    ['JSON with a key twice', '{"a":1,"a":2}', 'application/json', 'http-body'],
    ['JSON with a key twice, spelt in two ways', '{"a":1,"\\u0061":2}', 'application/json', 'http-body'],
    ['JSON with a key twice inside', '{"x":[{"a":1,"a":1}]}', 'application/json', 'http-body'],
    ['JSON of depth 100', `${'['.repeat(100)}${']'.repeat(100)}`, 'application/json', 'http-body'],
    ['JSON with text behind', '{} {}', 'application/json', 'http-body'],
    ['JSON with a comment', '{}//', 'application/json', 'http-body'],
    ['JSON with half a character', '{"a":"\\ud800"}', 'application/json', 'http-body'],
    ['JSON with half a character the other way', '{"a":"\\udc00\\ud800"}', 'application/json', 'http-body'],
    ['JSON with half a character in a key', '{"\\udfff":1}', 'application/json', 'http-body'],
    ['JSON with half a character deep inside', '[[{"a":["\\ud83d"]}]]', 'application/json', 'http-body'],
    ['a JSON number', '1', 'application/json', 'http-body'],
    ['a JSON text', '"a"', 'application/json', 'http-body'],
    ['JSON null', 'null', 'application/json', 'http-body'],
    ['a number that is none', '{"a":01}', 'application/json', 'http-body'],
    ['NaN', '{"a":NaN}', 'application/json', 'http-body'],
    ['a single quote', "{'a':1}", 'application/json', 'http-body'],
    ['a raw newline in a text', '{"a":"\n"}', 'application/json', 'http-body'],
  ])('of %s', (_, bytes, type, expected) => {
    expect(codeOf(readBody(Buffer.from(bytes as string), type))).toEqual(expected);
  });

  it('keeps a pair of surrogates, which is one character', () => {
    expect(isRefusal(readBody(Buffer.from('{"a":"\\ud83d\\ude00"}'), 'application/json'))).toBe(false);
  });

  it('never throws, whatever the bytes and the content type', () => {
    const type = fc.constantFrom(form, 'application/json', 'APPLICATION/JSON;x', '', undefined);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), type, (bytes, contentType) => {
        const read = readBody(Buffer.from(bytes), contentType);
        if (!isRefusal(read)) expect(read.text).toBe(Buffer.from(bytes).toString('utf8'));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('JSON', () => {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it('is what JSON.parse reads when it is accepted', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '\\u',
      '0',
      '1',
      '-',
      '.',
      'e',
      '+',
      'true',
      'null',
      ' ',
      '\n',
      'a',
      '"a"',
      '"b"',
      '\\ud800',
      '\u2028',
      '\uFEFF',
      '__proto__',
    );
    const text = fc.oneof(
      fc.string(),
      fc.json({ maxDepth: 8 }),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const value = parseJson(source);
        if (isJsonFault(value)) return;
        expect(plain(value)).toEqual(plain(JSON.parse(source)));
      }),
      { numRuns: 4_000 },
    );
  });

  it('is accepted whenever JSON.stringify made it, and written back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const source = JSON.stringify(value);
        const read = parseJson(source);
        if (isJsonFault(read)) throw new Error(read.fault);
        expect(writeJson(read)).toBe(source);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a duplicate', () => {
  const none: Body = { kind: 'none' };
  const inForm: Body = {
    kind: 'form',
    params: [
      ['a', '1'],
      ['b', '2'],
    ],
  };

  it.each<[string, readonly (readonly [string, string])[], Body, string | undefined]>([
    [
      'in the query',
      [
        ['a', '1'],
        ['a', '1'],
      ],
      none,
      'a',
    ],
    [
      'in the query, of a name that may stand twice',
      [
        ['ids', '1'],
        ['ids', '2'],
      ],
      none,
      undefined,
    ],
    ['in query and form', [['b', '2']], inForm, 'b'],
    [
      'in the form',
      [],
      {
        kind: 'form',
        params: [
          ['x', '1'],
          ['x', '2'],
        ],
      },
      'x',
    ],
    [
      'in the form, of a name that may stand twice in a query only',
      [],
      {
        kind: 'form',
        params: [
          ['ids', '1'],
          ['ids', '2'],
        ],
      },
      'ids',
    ],
    [
      'in query and form, of a name that may stand twice in a query only',
      [['ids', '1']],
      { kind: 'form', params: [['ids', '2']] },
      'ids',
    ],
    ['in query and JSON', [['a', '1']], { kind: 'json', value: { a: '2' } }, 'a'],
    ['nowhere', [['c', '1']], inForm, undefined],
    ['under another spelling', [['A', '1']], inForm, undefined],
    ['of a name of every object', [['constructor', '1']], { kind: 'json', value: {} }, undefined],
    [
      'of a name of every object, in both',
      [['__proto__', '1']],
      { kind: 'form', params: [['__proto__', '1']] },
      '__proto__',
    ],
  ])('%s', (_, query, body, expected) => {
    expect(findDuplicate(query, body, ['ids'])).toBe(expected);
  });
});

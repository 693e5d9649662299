import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { placedHits } from './found-hits.ts';
import { needlesOf, Seeker } from './needles.ts';

const [id, secret] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const seeker = new Seeker(needlesOf({ id, secret: Secret.take(Buffer.from(secret)) }));
const found = (bytes: Buffer | string) => placedHits(seeker, Buffer.from(bytes));
const bytesOf = (text: string): number[] => [...Buffer.from(text)];

describe('a value in the bytes of a file', () => {
  it.each([
    [
      'base64 that is wrapped',
      Buffer.from(`apiKey=${'k'.repeat(40)} secret=${secret}`)
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n'),
      'base64',
      1,
    ],
    [
      'base64 that is indented',
      `a:\n  ${Buffer.from(secret).toString('base64').replace(/.{20}/g, '$&\n  ')}`,
      'base64',
      2,
    ],
    ['base64 of UTF-16', Buffer.from(`$s = '${secret}'`, 'utf16le').toString('base64'), 'base64', 1],
    ['hex', `\n\n${Buffer.from(secret).toString('hex')}`, 'hex', 3],
    ['hex in capitals, laid out', Buffer.from(secret).toString('hex').toUpperCase().replace(/../g, '$& '), 'hex', 1],
    ['a list of bytes', JSON.stringify(bytesOf(secret)), 'bytes', 1],
    ['a list of bytes, laid out', JSON.stringify(bytesOf(secret), null, 2), 'bytes', 2],
    ['UTF-16', Buffer.from(`\ufeffa\r\nkey ${secret}\r\n`, 'utf16le'), 'plain', 2],
    ['UTF-16 behind a text', Buffer.concat([Buffer.from('a text\n'), Buffer.from(secret, 'utf16le')]), 'plain', 2],
    ['a binary file', Buffer.from(`\0\u0001\n\0${secret}\0`), 'plain', 2],
  ] as const)('is found in %s, with its line', (_name, text, form, line) => {
    expect(found(Buffer.from(text))).toContainEqual(
      expect.objectContaining({ line, hit: expect.objectContaining({ needle: expect.objectContaining({ form }) }) }),
    );
  });

  it('is told to be in UTF-16, wrapped, or in no text', () => {
    const [wide, wrapped, binary, plain] = [
      Buffer.from(secret, 'utf16le'),
      Buffer.from(secret.replace(/.{10}/g, '$&\n')),
      Buffer.from(`${secret}\0`),
      Buffer.from(` ${secret}\n`),
    ].map((bytes) => found(bytes).map(({ hit: _hit, ...placed }) => placed));
    expect(wide).toEqual([{ line: 1, isUtf16: true, isWhole: true }]);
    expect(wrapped).toEqual([{ line: 1, isWrapped: true, isWhole: true }]);
    expect(binary).toEqual([{ line: 1, isWhole: true }]);
    expect(plain).toEqual([{ line: 1 }]);
  });

  it('is found behind anything, at the line at which it begins', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 9, 10, 13, 32, 65)), (before) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from(`${secret} ${secret}`)]);
        const line = before.filter((byte) => byte === 10).length + 1;
        expect(found(bytes).map((one) => one.line)).toEqual([line, line]);
      }),
    );
  });

  it('is not shown by a text that names it', () => {
    expect(seeker.masked(`a/${secret}.txt`)).toBe('a/[the secret].txt');
    expect(seeker.masked(`é ${id}${secret} ${secret}`)).toBe('é [the key][the secret] [the secret]');
    expect(seeker.masked('a/b.txt')).toBe('a/b.txt');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

const read = (text: string): Buffer | undefined => decodeBase64(Buffer.from(text));

describe('base64 from bytes to bytes', () => {
  it('is that of Node, in both directions', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes).toString('latin1')).toBe(text);
        expect(read(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('is read over line breaks and without padding too', () => {
    expect(read('aGVs\r\nbG8 =\n')?.toString()).toBe('hello');
    expect(read('aGVsbG8')?.toString()).toBe('hello');
  });

  it.each(['', 'a', 'A===', 'ab=c', 'ab===', 'ab_-', '====', 'AB!=', 'aGVsbG9', 'äöü!'])('refuses %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.ts';
import { crc32c } from './crc32c.ts';

describe('base64 without strings', () => {
  it('is what Node makes of the bytes, and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (array) => {
        const bytes = Buffer.from(array);
        expect(toBase64(bytes).toString()).toBe(bytes.toString('base64'));
        expect(fromBase64(Buffer.from(bytes.toString('base64')))).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AAA', 'A===', '====', 'AA=A', 'AA-_', 'AAAA\n', 'AA==AAAA', '=AAA'])('is not %j', (text) => {
    expect(fromBase64(Buffer.from(text))).toBeUndefined();
  });
});

describe('the CRC-32C', () => {
  // RFC 3720, B.4.
  it.each([
    ['of 32 zeroes', Buffer.alloc(32), 0x8a9136aa],
    ['of 32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['of a row', Buffer.from(Array.from({ length: 32 }, (_, at) => at)), 0x46dd794e],
    ['of digits', Buffer.from('123456789'), 0xe3069283],
    ['of nothing', Buffer.alloc(0), 0],
  ])('%s is as published', (_title, bytes, crc) => {
    expect(crc32c(bytes)).toBe(crc);
  });
});

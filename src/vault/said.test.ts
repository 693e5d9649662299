import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../core/index.ts';
import { firstLineOf } from './said.ts';

const shown = (text: string, argv: readonly string[] = ['op']) => firstLineOf(Buffer.from(text), argv);

describe('what a program said of its failure', () => {
  it.each([
    ['Error: gpg: decryption failed: No secret key\nmore', 'Error: gpg: decryption failed: No secret key'],
    ['\n\n  not signed in, run `op signin`  \r\n', 'not signed in, run `op signin`'],
    [
      'open /etc/keyward/keys/binance.json: permission denied',
      'open /etc/keyward/keys/binance.json: permission denied',
    ],
    ['2026/11/22 10:11:12 AccessDeniedException', '2026/11/22 10:11:12 AccessDeniedException'],
    ['\u001b[31mred\u001b[0m \u0007and loud', 'red and loud'],
  ])('is shown where it is plain words: %j', (text, says) => {
    expect(shown(text)).toBe(says);
  });

  it('names what its own command line names', () => {
    const item = 'op://trading2/binance-7f3a9c/document';
    expect(shown(`${item}: no such item`, ['op', 'read', item])).toBe(`${item}: no such item`);
    expect(shown(`${item}: no such item`)).toContain('[…]');
  });

  it('holds nothing that looks like a key, and nothing that Keyward knows for a secret', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 64 }),
        fc.constantFrom('hex', 'base64', 'base64url'),
        (bytes, form) => {
          const key = Buffer.from(bytes.map((byte, at) => byte ^ (at * 37 + 11))).toString(form as 'hex');
          const says = shown(`cannot parse ${randomBytes(16).toString('hex')} or "${key}"`) ?? '';
          expect(says).not.toContain(key.slice(0, 11));
        },
      ),
    );
    Secret.take(Buffer.from('short-one'));
    expect(shown('wrong: short-one')).toBe('wrong: [secret]');
  });

  it('is one line of a length that fits, or nothing', () => {
    expect(shown('word '.repeat(1_000))).toHaveLength(200);
    for (const nothing of ['', ' \n \n', '0123456789abcdef0123456789abcdef\n']) expect(shown(nothing)).toBeUndefined();
    const bytes = Buffer.from('something');
    firstLineOf(bytes, []);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});

import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrub } from './scrub.ts';
import { Secret } from './secret.ts';

const text = 'aQ9/x+Zr7"k2\\pL0==wholly-made-up';

describe('scrub', () => {
  Secret.take(Buffer.from(text));

  it.each([
    ['as it is', text],
    ['in base64', Buffer.from(text).toString('base64')],
    ['in base64url', Buffer.from(text).toString('base64url')],
    ['in hex', Buffer.from(text).toString('hex')],
    ['in capital hex', Buffer.from(text).toString('hex').toUpperCase()],
    ['URL-encoded', encodeURIComponent(text)],
    ['in JSON', JSON.stringify(text).slice(1, -1)],
  ])('masks a secret %s, wherever it stands', (_title, form) => {
    expect(scrub(form)).toBe('[secret]');
    expect(scrub(`before ${form} after ${form}`)).toBe('before [secret] after [secret]');
    expect(scrub(`x${form}x`)).toBe('x[secret]x');
  });

  it('leaves text without a secret as it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (clean) => {
        expect(scrub(clean)).toBe(clean);
      }),
    );
  });

  it('leaves half a secret as it is, for it cannot know', () => {
    expect(scrub(text.slice(0, 20))).toBe(text.slice(0, 20));
  });

  it('finds a secret in any surroundings', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.string({ maxLength: 100 }), (before, after) => {
        expect(scrub(before + text + after)).not.toContain(text);
      }),
    );
  });
});

describe('Secret', () => {
  const secret = Secret.take(Buffer.from('never-printed-at-all'));

  it.each([
    ['String', String(secret)],
    ['a template', `${secret}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { showHidden: true, depth: 9 })],
    ['concatenation', `${secret}`],
    ['its own keys', Object.keys(secret).join()],
  ])('does not print in %s', (_title, printed) => {
    expect(printed).not.toContain('never-printed');
  });

  it('zeroes the bytes that it takes and those that it lends', () => {
    const bytes = Buffer.from('some-bytes');
    const taken = Secret.take(bytes);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    let lent: Buffer | undefined;
    expect(
      taken.openBytes((open) => {
        lent = open;
        return open.toString();
      }),
    ).toBe('some-bytes');
    expect(lent!.every((byte) => byte === 0)).toBe(true);
  });

  it('refuses to be empty', () => {
    expect(() => Secret.take(Buffer.alloc(0))).toThrow(RangeError);
  });
});

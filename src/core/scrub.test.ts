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
    ['URL-encoded as others do', encodeURIComponent(text).replaceAll('%2F', '/')],
    ['URL-encoded in small letters', encodeURIComponent(text).replace(/%../g, (each) => each.toLowerCase())],
    ['as the field of a form', new URLSearchParams([['', text]]).toString().slice(1)],
    ['in JSON', JSON.stringify(text).slice(1, -1)],
    ['in JSON with its slashes escaped', JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
    ['in JSON within JSON', JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1)],
  ])('masks a secret %s, wherever it stands', (_title, form) => {
    expect(scrub(form)).toBe('[secret]');
    expect(scrub(`before ${form} after ${form}`)).toBe('before [secret] after [secret]');
    expect(scrub(`x${form}x`)).toBe('x[secret]x');
  });

  it.each(['', 'u', 'us', 'user:', 'a longer one:'])('masks a secret in base64 behind %j and before more', (ahead) => {
    for (const behind of ['', '\n', '\r\n', '&and=more']) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const shown = scrub(Buffer.from(`${ahead}${text}${behind}`).toString(encoding));
        // What shares a character with its neighbours is not part of it alone.
        const most = Math.ceil((Buffer.byteLength(ahead + behind) * 4) / 3) + 4 + '[secret]'.length;
        expect([shown.includes('[secret]'), shown.length <= most], shown).toEqual([true, true]);
      }
    }
  });

  it.each([64, 76])('masks a secret in base64 that is broken into lines of %i characters', (width) => {
    const long = Buffer.from('a wholly made-up secret of more than one line '.repeat(4));
    Secret.take(Buffer.from(long));
    const lines = long.toString('base64').match(new RegExp(`.{1,${width}}`, 'g'))!;
    const shown = scrub(lines.join('\n')).split('\n');
    expect(shown.slice(0, -1).every((line) => line === '[secret]')).toBe(true);
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

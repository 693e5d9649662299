import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { type NeedleSet, needlesOf, Seeker } from './needles.ts';

function parts(id: string, secret: string, passphrase?: string) {
  const sealed = (text: string) => Secret.take(Buffer.from(text));
  return { id, secret: sealed(secret), ...(passphrase === undefined ? {} : { passphrase: sealed(passphrase) }) };
}

const found = (needles: NeedleSet, text: string) =>
  new Seeker(needles).find(Buffer.from(text)).map(({ needle, offset }) => `${needle.part} ${needle.form} ${offset}`);

describe('needles', () => {
  const id = randomBytes(32).toString('hex');
  // With signs that an address spells otherwise, whatever chance gives.
  const secret = `${randomBytes(48).toString('base64')}+/`;
  const needles = needlesOf(parts(id, secret, 'a passphrase'));

  it('find a value wherever it stands, as it is, in base64 and in an address', () => {
    expect(found(needles, `a = "${secret}"`)).toEqual(['secret plain 5']);
    expect(found(needles, `x${id}x${id}`)).toEqual(['key plain 1', 'key plain 66']);
    expect(found(needles, `?s=${encodeURIComponent(secret)}`)).toContain('secret url 3');
    for (const before of ['', 'a', 'ab', 'abc', 'secret: '])
      expect(found(needles, Buffer.from(`${before}${secret}\n`).toString('base64')).join()).toContain('secret base64');
  });

  it('find it in any bytes, and nothing that is not there', () => {
    const seeker = new Seeker(needles);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(secret), after]);
        expect(seeker.find(bytes).map(({ offset }) => offset)).toEqual([before.length]);
        expect(seeker.find(Buffer.concat([before, Buffer.from(`\0${secret.slice(1)}`), after]))).toEqual([]);
      }),
    );
  });

  it('hold nothing of the value, and nothing at all of a passphrase', () => {
    const text = JSON.stringify(needles);
    for (const part of [id, secret, 'a passphrase', Buffer.from(secret).toString('base64')])
      expect(text).not.toContain(part);
    expect(needles.left.join()).toContain('passphrase');
    expect(found(needles, 'a passphrase')).toEqual([]);
  });

  it('take a PEM by its lines, so that one on a single line is found too', () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' });
    const lines = needlesOf(parts(id, String(pem)));
    expect(found(lines, JSON.stringify({ pem }))).not.toEqual([]);
    expect(found(lines, String(pem).replaceAll('\n', ' '))).not.toEqual([]);
    expect(found(lines, '-----BEGIN EC PRIVATE KEY-----')).toEqual([]);
  });

  it('leave out what is too short to be found, and say so', () => {
    const short = needlesOf(parts('short', 'shorter'));
    expect(short.needles).toEqual([]);
    expect(short.left).toHaveLength(2);
  });
});
